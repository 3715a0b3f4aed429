import {
  actionKinds,
  severities,
  staffRoles,
  subjects,
  type Calm,
  type Stage,
  type Trigger,
  type TriggerCause,
  type TriggerSet,
} from '#libs/domain';
import { z } from 'zod';
import { checkQuietHours, checkStages, checkTriggerNames } from './trigger-rules.js';

const NAME_LENGTH = 100;
const TEXT_LENGTH = 500;
const MOST_ENTRIES = 50;
const MOST_DAYS = 366;
const MOST_COUNTED = 1_000;

const optional = <Schema extends z.ZodType>(schema: Schema): z.ZodExactOptional<Schema> => z.exactOptional(schema);
const text = z.string().trim().min(1).max(TEXT_LENGTH);
const some = <Schema extends z.ZodType>(item: Schema) => z.array(item).min(1).max(MOST_ENTRIES).readonly();
const name = z
  .string()
  .max(NAME_LENGTH)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'expected lower-case words joined by hyphens');
const hour = z.int().min(0).max(23);
const hours = z.strictObject({ from: hour, to: hour });
const days = z.int().min(0).max(MOST_DAYS);

const cause = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('status'), status: z.enum(['off-track', 'at-risk']) }),
  z.strictObject({ kind: z.literal('conditions'), result: z.enum(['caution', 'fail']) }),
  z.strictObject({ kind: z.literal('absences-in-a-row') }),
  z.strictObject({ kind: z.literal('discipline'), actions: some(z.enum(actionKinds)) }),
  z.strictObject({ kind: z.literal('failing-courses'), subjects: some(z.enum(subjects)) }),
  z.strictObject({ kind: z.literal('no-contact') }),
  z.strictObject({ kind: z.literal('community-size') }),
  z.strictObject({ kind: z.literal('silent-feed') }),
]) satisfies z.ZodType<TriggerCause>;

const stage = z.strictObject({
  from: z.int().min(1).max(MOST_COUNTED),
  recipients: z.array(z.enum(staffRoles)).max(staffRoles.length).readonly(),
  step: text,
}) satisfies z.ZodType<Stage>;

const trigger = z
  .strictObject({
    name,
    sentence: text,
    when: cause,
    severity: z.enum(severities),
    coolDownDays: days,
    stages: some(stage),
    escalateAfterHours: optional(z.int().min(1).max(MOST_COUNTED)),
    tellRecovery: optional(z.boolean()),
  })
  .check(checkStages) satisfies z.ZodType<Trigger>;

const calm = z
  .strictObject({
    dailyBudget: z.int().min(1).max(MOST_COUNTED),
    digestHour: hour,
    quietHours: hours,
    schoolHours: hours,
    pushWithinDays: z.int().min(1).max(MOST_DAYS),
    wave: z.strictObject({
      percent: z.number().min(1).max(100),
      days: z.int().min(1).max(MOST_DAYS),
      leastStudents: z.int().min(1).max(MOST_COUNTED),
    }),
  })
  .check(checkQuietHours) satisfies z.ZodType<Calm>;

/** Triggers as data, held against what they can mean: no unknown field, no stage that cannot be reached, no digest in quiet hours. */
export const triggerSetSchema = z
  .strictObject({
    name,
    version: z.string().trim().min(1).max(NAME_LENGTH),
    title: text,
    source: text,
    calm,
    triggers: some(trigger),
  })
  .check(checkTriggerNames) satisfies z.ZodType<TriggerSet>;
