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
import { name, optional, some, text, version } from '../rules/rule-fields.js';
import { checkQuietHours, checkStages, checkTriggerNames } from './trigger-rules.js';

const MOST_DAYS = 366;
const MOST_COUNTED = 1_000;

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
    version,
    title: text,
    source: text,
    calm,
    triggers: some(trigger),
  })
  .check(checkTriggerNames) satisfies z.ZodType<TriggerSet>;
