import { addDays, firstDayOf, schoolYearOf } from '#libs/domain';

/** Days from `begin` up to, not including, `end`; open where there is no end. */
export interface Period {
  readonly begin: string;
  readonly end?: string;
}

/** The part of a period in one school year. */
export interface YearlyPart {
  readonly schoolYear: number;
  readonly joined: string;
  /** First day no longer; only where it ends before its school year does. */
  readonly left?: string;
  /** When the period began, where that was in an earlier school year. */
  readonly since?: string;
}

/** Most school years that one period is spread over. */
const MOST_YEARS = 30;

/** Periods of one membership as they are without overlap: those that touch are one. */
function mergedPeriods(periods: readonly Period[]): readonly Period[] {
  const merged: Period[] = [];
  for (const period of periods.toSorted((a, b) => (a.begin < b.begin ? -1 : 1))) {
    const last = merged.at(-1);
    if (last === undefined || (last.end !== undefined && last.end < period.begin)) {
      merged.push(period);
      continue;
    }
    if (last.end === undefined) continue;
    merged.pop();
    const end = period.end === undefined ? undefined : period.end > last.end ? period.end : last.end;
    merged.push({ begin: last.begin, ...(end !== undefined && { end }) });
  }
  return merged;
}

/**
 * A period in every school year it touches, the last 30 at most. Up to its end, and where the student's last enrolled year is known not
 * beyond it; an open one of a student without an enrolment stays in the year it began.
 */
export function yearlyParts({ begin, end }: Period, lastEnrolledYear: number | undefined): readonly YearlyPart[] {
  const firstYear = schoolYearOf(begin);
  const endYear = end === undefined ? (lastEnrolledYear ?? firstYear) : schoolYearOf(end > begin ? addDays(end, -1) : begin);
  const lastYear = Math.max(firstYear, Math.min(endYear, lastEnrolledYear ?? endYear));
  const parts: YearlyPart[] = [];
  for (let schoolYear = Math.max(firstYear, lastYear - MOST_YEARS + 1); schoolYear <= lastYear; schoolYear += 1) {
    const joined = schoolYear === firstYear ? begin : firstDayOf(schoolYear);
    const leaves = end !== undefined && end < firstDayOf(schoolYear + 1);
    parts.push({ schoolYear, joined, ...(leaves && { left: end }), ...(schoolYear !== firstYear && { since: begin }) });
  }
  return parts;
}

/** Periods that stand in order of their group, merged group by group. */
export function* groupedPeriods<Grouped extends Period & { readonly group: readonly [string, string] }>(
  ordered: Iterable<Grouped>,
): Generator<{ group: Grouped['group']; first: Grouped; periods: readonly Period[] }> {
  let members: Grouped[] = [];
  for (const next of ordered) {
    const [first] = members;
    if (first !== undefined && (first.group[0] !== next.group[0] || first.group[1] !== next.group[1])) {
      yield { group: first.group, first, periods: mergedPeriods(members) };
      members = [];
    }
    members.push(next);
  }
  const [first] = members;
  if (first !== undefined) yield { group: first.group, first, periods: mergedPeriods(members) };
}
