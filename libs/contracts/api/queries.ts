import { z } from 'zod';
import { statusNames, translatedLanguages } from '#libs/domain';
import { date, identifier } from '../native/fields.js';
import { refusalReasons } from '../native/refusal.js';

/** What a client may ask of the read API, as it stands in an address. A parameter that is not known is refused, so that a typing error shows. */
const district = identifier.optional().describe('Which district is meant; may be left out where there is one only');
const limit = z.coerce.number().int().min(1).max(500).default(100).describe('The most that one page holds');
const cursor = z.string().min(1).max(4_096).optional().describe('`next` of the page before; left out for the first page');

export const districtQuery = z.strictObject({ district });
export const graduationQuery = z.strictObject({
  district,
  cohort: z.coerce.number().int().min(1900).max(2200).describe('The class, by the school year in which it graduates after four years'),
});
export const startPageQuery = z.strictObject({
  district,
  page: z.coerce.number().int().min(1).max(1_000).default(1).describe('Which communities are shown: so many at a time'),
});
export const pageQuery = z.strictObject({ district, cursor, limit });
/** Days at the district's place; default the last seven. */
export const feedDaysQuery = z.strictObject({
  district,
  from: date.optional().describe('The first day'),
  to: date.optional().describe('The last day, inclusive'),
  record: identifier.optional().describe('Only this kind of record, as `attendance-recorded`'),
  school: identifier.optional().describe('Only this school'),
  cursor,
  limit,
});
export const studentsQuery = z.strictObject({
  district,
  community: identifier.optional().describe('Only those of this community'),
  school: identifier.optional().describe('Only those of this school'),
  status: z.enum(statusNames).optional().describe('Only those with this status'),
  cursor,
  limit,
});
export const alertsQuery = z.strictObject({
  district,
  state: z.enum(['open', 'resolved', 'retracted', 'closed']).optional().describe('Only those in this state'),
  staff: identifier.optional().describe('Only those that this member of staff was told of'),
  language: z
    .enum(['en', ...translatedLanguages])
    .optional()
    .describe('Of the reasons; left out for that of the member of staff, else English'),
  cursor,
  limit,
});
/** A version may be left out: then the newest is meant. */
export const profileQuery = z.strictObject({
  district,
  version: z.string().min(1).max(100).optional().describe('Which version of the rules; left out for the newest one'),
});
export const deadLettersQuery = z.strictObject({
  district,
  reason: z.enum(refusalReasons).optional().describe('Only those that were refused for this'),
  cursor,
  limit,
});

export type DistrictParameters = z.infer<typeof districtQuery>;
export type GraduationParameters = z.infer<typeof graduationQuery>;
export type StartPageParameters = z.infer<typeof startPageQuery>;
export type PageParameters = z.infer<typeof pageQuery>;
export type FeedDaysParameters = z.infer<typeof feedDaysQuery>;
export type StudentsParameters = z.infer<typeof studentsQuery>;
export type AlertsParameters = z.infer<typeof alertsQuery>;
export type ProfileParameters = z.infer<typeof profileQuery>;
export type DeadLettersParameters = z.infer<typeof deadLettersQuery>;
