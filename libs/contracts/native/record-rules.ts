import { firstDayOf, lastDayOf, schoolYearOf } from '#libs/domain';
import { z } from 'zod';
import { schoolYear } from './fields.js';

/** What a rule over several fields found; `reason` defaults to a violation of the schema. */
interface Finding {
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly reason?: 'outside-school-year';
}

type Rule<Data> = (data: Data) => Finding | null;

/** The fields of one kind of record; unknown fields are kept, they belong to the content that versions are compared by. */
export function record<Shape extends z.ZodRawShape>(shape: Shape, ...rules: Rule<z.output<z.ZodObject<Shape>>>[]) {
  const base = z.looseObject(shape);
  if (rules.length === 0) return base;
  return base.check((context) => {
    for (const rule of rules) {
      const finding = rule(context.value);
      if (finding === null) continue;
      const { path, message, reason } = finding;
      context.issues.push({ code: 'custom', path: [...path], message, input: context.value, ...(reason && { params: { reason } }) });
      return;
    }
  });
}

/** A record of one school year, whose dates lie in it. The dates in `leaving` may also be the July 1 after it. */
export function yearRecord<Shape extends z.ZodRawShape>(
  shape: Shape,
  dates: { readonly within?: readonly (keyof Shape & string)[]; readonly leaving?: readonly (keyof Shape & string)[] },
  ...rules: Rule<z.output<z.ZodObject<Shape & { schoolYear: typeof schoolYear }>>>[]
) {
  return record({ ...shape, schoolYear }, inSchoolYear(dates.within ?? [], dates.leaving ?? []), ...rules);
}

function inSchoolYear(within: readonly string[], leaving: readonly string[]): Rule<Record<string, unknown>> {
  return (data) => {
    const year = data['schoolYear'] as number;
    for (const field of within) {
      const finding = outside([field], data[field] as string | undefined, year);
      if (finding !== null) return finding;
    }
    for (const field of leaving) {
      const finding = data[field] === firstDayOf(year + 1) ? null : outside([field], data[field] as string | undefined, year);
      if (finding !== null) return finding;
    }
    return null;
  };
}

/** The finding that a date lies outside its school year; null where it lies inside or is not given. */
export function outside(path: Finding['path'], day: string | undefined, year: number): Finding | null {
  if (day === undefined || schoolYearOf(day) === year) return null;
  const message = `outside school year ${year} (${firstDayOf(year)} to ${lastDayOf(year)}): correct the date or the schoolYear`;
  return { path, message, reason: 'outside-school-year' };
}
