import {
  actionKinds,
  attendanceStatuses,
  diplomas,
  gradeLevels,
  incidentCategories,
  staffRoles,
  subjects,
  termKinds,
  withdrawalReasons,
} from '#libs/domain';
import { z } from 'zod';
import { optional, text } from '../../rules/rule-fields.js';

const MOST_ENTRIES = 1_000;
const LETTER = /^([A-D][+-]?|F)$/;

const list = <Schema extends z.ZodType>(item: Schema) => z.array(item).max(MOST_ENTRIES).readonly();
const words = list(text);

const exit = z.strictObject({ contains: words, reason: z.enum(withdrawalReasons), diploma: optional(z.enum(diplomas)) });

const attendance = z.strictObject({
  ignoredTypes: optional(words),
  categories: optional(list(z.strictObject({ category: text, status: z.enum(attendanceStatuses) }))),
  affirmativeCategory: optional(text),
});

const taught = z.enum(subjects);
const subjectTables = z.strictObject({
  areas: optional(list(z.strictObject({ subject: taught, areas: words }))),
  titleWords: optional(list(z.strictObject({ subject: taught, words }))),
});

const band = z.strictObject({ from: z.number().min(0).max(100), letter: z.string().regex(LETTER, 'expected A to D or F, with + or -') });
const marks = z.strictObject({
  finalTypes: optional(words),
  interimTypes: optional(words),
  ignoredTypes: optional(words),
  letterBands: optional(list(band).refine(areFalling, 'expected the highest band first')),
  failedResult: optional(text),
  summerTerms: optional(words),
  termKinds: optional(list(z.strictObject({ contains: text, kind: z.enum(termKinds) }))),
});

const discipline = z.strictObject({
  kinds: optional(list(z.strictObject({ kind: z.enum(actionKinds), equals: words, contains: words }))),
  bystanders: optional(words),
  categories: optional(list(z.strictObject({ category: z.enum(incidentCategories), contains: words }))),
});

const staff = z.strictObject({
  classifications: optional(list(z.strictObject({ role: z.enum(staffRoles), words }))),
  openFrom: optional(z.iso.date('expected a date such as 2000-07-01')),
});

/** The tables of a mapping that a district replaces; those it does not name stay as they are shipped. */
export const edfiMappingSchema = z.strictObject({
  gradeLevels: optional(z.record(text, z.enum(gradeLevels))),
  exits: optional(list(exit)),
  instructionalEvents: optional(words),
  attendance: optional(attendance),
  subjects: optional(subjectTables),
  marks: optional(marks),
  discipline: optional(discipline),
  staff: optional(staff),
  communityTypes: optional(words.nullable()),
});

/** The first band that a number reaches gives its letter. */
function areFalling(bands: readonly { readonly from: number }[]): boolean {
  return bands.every(({ from }, index) => index === 0 || from < (bands[index - 1]?.from ?? 0));
}
