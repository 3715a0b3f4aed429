import { z } from 'zod';
import { contactKinds, outcomes, snoozeReasons } from '#libs/domain';
import { date, identifier } from '../native/fields.js';

/** What people do through the API. `staff` is the district's id of whoever does it. */
export const acknowledgeBody = z.strictObject({ staff: identifier });
export const snoozeBody = z.strictObject({ staff: identifier, until: date, reason: z.enum(snoozeReasons) });
export const resolveBody = z.strictObject({ staff: identifier, outcome: z.enum(outcomes) });

export const contactBody = z.strictObject({
  staff: identifier,
  kind: z.enum(contactKinds),
  date,
  /** Given by a client that repeats what it is not sure of: the same contact is recorded once. */
  contactId: z.uuid().optional(),
});
export const contactRetractionBody = z.strictObject({ staff: identifier });

const hour = z.int().min(0).max(23);
/** How a member of staff wants to be told: takes the place of what was said before. */
export const preferencesBody = z.strictObject({
  digestHour: hour.optional(),
  dailyBudget: z.int().min(0).max(1_000).optional(),
  quietHours: z.strictObject({ from: hour, to: hour }).optional(),
  mailedDigests: z.boolean().optional(),
});

export type AcknowledgeBody = z.infer<typeof acknowledgeBody>;
export type SnoozeBody = z.infer<typeof snoozeBody>;
export type ResolveBody = z.infer<typeof resolveBody>;
export type ContactBody = z.infer<typeof contactBody>;
export type ContactRetractionBody = z.infer<typeof contactRetractionBody>;
export type PreferencesBody = z.infer<typeof preferencesBody>;
