import { z } from 'zod';
import { contactKinds, outcomes, snoozeReasons } from '#libs/domain';
import { date, identifier } from '../native/fields.js';

/** What people do through the API. */
const staff = identifier.describe('Who does it, by the district’s id of the member of staff');
export const acknowledgeBody = z.strictObject({ staff });
export const snoozeBody = z.strictObject({
  staff,
  until: date.describe('The day on which it comes back'),
  reason: z.enum(snoozeReasons).describe('Why it can rest'),
});
export const resolveBody = z.strictObject({ staff, outcome: z.enum(outcomes).describe('What came of it; any genuine contact counts') });

export const contactBody = z.strictObject({
  staff,
  kind: z.enum(contactKinds).describe('How'),
  date: date.describe('When it took place'),
  contactId: z.uuid().optional().describe('Given by a client that repeats what it is not sure of: the same contact is recorded once'),
});
export const contactRetractionBody = z.strictObject({ staff });

const hour = z.int().min(0).max(23);
/** How a member of staff wants to be told: takes the place of what was said before. */
export const preferencesBody = z.strictObject({
  digestHour: hour.optional().describe('The school hour at whose start the digest comes'),
  dailyBudget: z
    .int()
    .min(0)
    .max(1_000)
    .optional()
    .describe('The most notices that interrupt, a school day; the rest waits for the digest'),
  quietHours: z
    .strictObject({ from: hour, to: hour })
    .optional()
    .describe('Hours without interruption, from the first to before the second'),
  mailedDigests: z.boolean().optional().describe('Whether digests come by e-mail too'),
});

export type AcknowledgeBody = z.infer<typeof acknowledgeBody>;
export type SnoozeBody = z.infer<typeof snoozeBody>;
export type ResolveBody = z.infer<typeof resolveBody>;
export type ContactBody = z.infer<typeof contactBody>;
export type ContactRetractionBody = z.infer<typeof contactRetractionBody>;
export type PreferencesBody = z.infer<typeof preferencesBody>;
