import { outcomes, severities, snoozeReasons, staffRoles } from '#libs/domain';
import { z } from 'zod';
import type { AnswerOf } from './answer.js';
import { day, instant, person, quantity, schoolYear } from './answer-fields.js';

const ending = z.enum(['corrected', 'recovered', 'rule-changed']);
const alertEnding = z.enum([...ending.options, 'settled', 'year-ended', 'overtaken']).meta({
  description: 'Why it is over. `corrected`: its record was wrong; `recovered`: the student is back; `rule-changed`: other rules hold',
});
export const alertRole = z.enum([...staffRoles, 'nobody']).describe('`nobody`: no one is assigned');
const alertCauses = [
  'status',
  'conditions',
  'absences-in-a-row',
  'discipline',
  'failing-courses',
  'no-contact',
  'community-size',
  'silent-feed',
  'wave',
] as const;
const figure = z.union([z.number(), z.string()]);

const recordedCondition = z.strictObject({
  name: z.string(),
  value: figure.nullable(),
  threshold: figure,
  inclusive: z.boolean().describe('Whether a value that equals the threshold passes'),
  result: z.enum(['pass', 'caution', 'insufficient-data', 'fail']),
  present: quantity.exactOptional(),
  enrolled: quantity.exactOptional(),
  ended: ending.exactOptional(),
});

/** What an alert is about, whoever is shown with it. */
export const alertFields = {
  alertId: z.string(),
  schoolYear,
  rule: z.string().describe('The trigger'),
  asOf: day,
  state: z.enum(['open', 'resolved', 'retracted', 'closed']).describe('`retracted`: the record behind it was wrong'),
  raisedAt: instant,
  ended: alertEnding.nullable(),
  endedAsOf: day.nullable(),
  outcome: z.enum(outcomes).nullable().describe('How a person has settled it'),
  snoozedUntil: day.nullable(),
  escalations: quantity.describe('How often it went to the next in line'),
  mergedInto: z.string().nullable().describe('The alert about the same student that tells of this one too'),
  profile: z.string().nullable(),
  profileVersion: z.string().nullable(),
  gradeLevel: z.string().nullable(),
  schoolId: z.string().nullable(),
  communityId: z.string().nullable(),
  milestone: z.string().nullable(),
  conditions: z.array(recordedCondition),
  silent: z.literal(true).exactOptional().describe('Old news: nobody was told'),
  cause: z.enum(alertCauses).exactOptional(),
  severity: z.enum(severities).exactOptional(),
  stage: z.int().min(1).exactOptional(),
  level: z.number().exactOptional(),
  evidence: z.array(z.string()).exactOptional().describe('What the level counts: dates, incidents, courses, conditions'),
  sectionIds: z.array(z.string()).exactOptional(),
  triggerSet: z.string().exactOptional(),
  triggerSetVersion: z.string().exactOptional(),
};

/** One thing that happened to an alert, but for the people in it. */
export const alertStepFields = {
  what: z.enum([
    'raised',
    'worsened',
    'routed',
    'notified',
    'acknowledged',
    'snoozed',
    'woken',
    'escalated',
    'merged',
    'separated',
    'resolved',
    'retracted',
    'closed',
  ]),
  at: instant,
  role: alertRole.exactOptional(),
  why: z.enum(['raised', 'worsened', 'escalated', 'assignments-changed']).exactOptional(),
  about: z.enum(['raised', 'worsened', 'routed', 'escalated', 'woken', 'separated', 'retracted', 'resolved', 'closed']).exactOptional(),
  push: z.enum(['now', 'digest', 'none']).exactOptional().describe('Whether the person was interrupted'),
  heldBy: z.enum(['severity', 'cool-down', 'budget', 'quiet-hours', 'no-school-day', 'wave', 'ending']).exactOptional(),
  stage: z.int().exactOptional(),
  step: z.int().exactOptional(),
  until: day.exactOptional(),
  reason: z.enum(snoozeReasons).exactOptional(),
  alert: z.string().exactOptional().describe('The id of the other alert'),
  ended: alertEnding.exactOptional(),
  outcome: z.enum(outcomes).exactOptional(),
};

export const alertView = z
  .strictObject({
    ...alertFields,
    student: person.nullable().describe('null: about a community or the feed of a school'),
    reasons: z.array(z.string()).describe('Why it was raised, in plain words'),
    route: z.strictObject({ role: alertRole, staff: z.array(person) }),
    acknowledgedBy: person.nullable(),
    history: z.array(z.strictObject({ ...alertStepFields, staff: z.array(person).exactOptional() })),
  })
  .meta({ id: 'Alert', description: 'A warning, with the people it is about and was sent to' });

export type AlertView = AnswerOf<typeof alertView>;
