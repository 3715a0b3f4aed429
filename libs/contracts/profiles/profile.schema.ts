import {
  actionKinds,
  assessedSubjects,
  gradeLevels,
  incidentCategories,
  letters,
  subjects,
  translatedLanguages,
  type Bound,
  type Condition,
  type MarkFilter,
  type Measure,
  type Milestone,
  type Profile,
} from '#libs/domain';
import { z } from 'zod';
import { name, optional, some, text, version } from '../rules/rule-fields.js';
import { checkBounds, checkConditions, checkGrades, checkYears } from './profile-rules.js';

const DAYS_IN_YEAR = 366;

const days = z.int().min(1).max(DAYS_IN_YEAR);

const bound = z.strictObject({
  comparison: z.enum(['at-least', 'at-most']),
  value: z.union([z.number(), z.enum(letters)]),
  inclusive: z.boolean(),
}) satisfies z.ZodType<Bound>;

const window = optional(z.strictObject({ lastDays: days }));

const markFilter = z.strictObject({
  subjects: optional(some(z.enum(subjects))),
  final: optional(z.boolean()),
  summer: optional(z.boolean()),
}) satisfies z.ZodType<MarkFilter>;

const measure = z.union([
  z.strictObject({
    aggregate: z.literal('ratio'),
    of: z.literal('present-days'),
    over: z.literal('enrolled-days'),
    minimum: days,
    tardiesPerAbsence: optional(days),
    window,
  }),
  z.strictObject({
    aggregate: z.literal('count'),
    of: z.literal('incidents'),
    where: z.strictObject({ actions: optional(some(z.enum(actionKinds))), categories: optional(some(z.enum(incidentCategories))) }),
    window,
  }),
  z.strictObject({
    aggregate: z.literal('count'),
    of: z.literal('assessments'),
    where: z.strictObject({ subjects: optional(some(z.enum(assessedSubjects))), benchmarkMet: z.boolean() }),
  }),
  z.strictObject({ aggregate: z.literal('count'), of: z.literal('marks'), where: markFilter.extend({ letters: some(z.enum(letters)) }) }),
  z.strictObject({ aggregate: z.literal('min'), of: z.literal('marks'), value: z.enum(['letter', 'percent']), where: markFilter }),
  z.strictObject({ aggregate: z.literal('mean'), of: z.literal('marks'), value: z.literal('grade-points'), where: markFilter }),
  z.strictObject({
    aggregate: z.literal('sum'),
    of: z.literal('marks'),
    value: z.literal('credits-earned'),
    where: markFilter,
    years: optional(z.literal('all')),
  }),
]) satisfies z.ZodType<Measure>;

const condition = z
  .strictObject({
    name,
    sentence: text,
    translations: optional(z.partialRecord(z.enum(translatedLanguages), text)),
    measure,
    passes: bound,
    clear: optional(bound),
    due: optional(z.string().refine(isMonthDay, 'expected a day of every year as MM-DD, for example 06-30')),
    grades: optional(some(z.enum(gradeLevels))),
  })
  .check(checkBounds)
  .check(checkYears) satisfies z.ZodType<Condition>;

const milestone = z
  .strictObject({ name, grades: some(z.enum(gradeLevels)), conditions: some(condition) })
  .check(checkConditions) satisfies z.ZodType<Milestone>;

/** Rules as data, held against what they can mean: no unknown field, no grade in two milestones, no bound that cannot be met. */
export const profileSchema = z
  .strictObject({
    name,
    version,
    title: text,
    source: text,
    milestones: some(milestone),
  })
  .check(checkGrades) satisfies z.ZodType<Profile>;

/** February 29 is not a day of every year. */
function isMonthDay(monthDay: string): boolean {
  return z.iso.date().safeParse(`2001-${monthDay}`).success;
}
