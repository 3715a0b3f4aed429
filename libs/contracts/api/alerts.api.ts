import { contactKinds, staffRoles, ties } from '#libs/domain';
import { z } from 'zod';
import { alertFields, alertRole, alertStepFields, alertView } from './alert-view.js';
import type { AnswerOf } from './answer.js';
import { day, district, instant, next, quantity, schoolYear, shownId } from './answer-fields.js';
import { acknowledgeBody, resolveBody, snoozeBody } from './commands.js';
import { json, type ApiOperation } from './operation.js';
import { alertsQuery, districtQuery } from './queries.js';

const alertsAnswer = z.strictObject({ district, alerts: z.array(alertView).describe('Newest first'), next }).meta({ id: 'Alerts' });

const payload: z.ZodType<object> = z.record(z.string(), z.unknown()).describe('As the log has it, people by the district’s ids');

const sourceEvent = z
  .strictObject({
    id: z.string(),
    position: z.int(),
    type: z.string(),
    recordedAt: instant,
    knownAt: z.string().nullable().describe('When its source knew'),
    source: z.string().nullable(),
    data: payload,
  })
  .meta({ id: 'SourceEvent', description: 'An event that something followed from' });

const route = { role: alertRole, staff: z.array(shownId), standsInFor: z.array(shownId).exactOptional() };

const storedAlert = z.strictObject({
  ...alertFields,
  district,
  studentKey: shownId.nullable(),
  episode: z.string().describe('The id of the event that began it'),
  route: z.strictObject(route),
  isUnowned: z.union([z.literal(0), z.literal(1)]),
  isWaiting: z.union([z.literal(0), z.literal(1)]),
  acknowledgedBy: shownId.nullable(),
  history: z.array(
    z.strictObject({ ...alertStepFields, staff: z.array(shownId).exactOptional(), standsInFor: z.array(shownId).exactOptional() }),
  ),
});

const step = z.strictObject({
  at: instant,
  event: z.strictObject({ type: z.string(), data: payload }),
  causes: z.array(sourceEvent).describe('What it followed from, the nearest first, down to the record'),
  access: z
    .array(z.strictObject({ staff: shownId, role: z.enum(staffRoles), through: z.enum(ties), standsInFor: shownId.exactOptional() }))
    .exactOptional()
    .describe('Of a route: why each of its people may know'),
  deliveries: z
    .array(z.strictObject({ at: instant, type: z.string(), data: payload }))
    .exactOptional()
    .describe('Of a notice: what became of it outside the inbox'),
});

const alertExplanation = z
  .strictObject({
    district,
    reasons: z.array(z.string()).describe('In plain words'),
    alert: storedAlert,
    steps: z.array(step),
    contacts: z
      .array(z.strictObject({ contactId: z.string(), kind: z.enum(contactKinds), date: day, staff: shownId }))
      .describe('With the student, since the day of the alert'),
  })
  .meta({ id: 'AlertExplanation', description: 'An alert from the record behind it to what came of it' });

const measured = z
  .strictObject({ median: z.number().nullable(), of: quantity.describe('How many were measured') })
  .meta({ id: 'Measured', description: 'null where there is nothing yet' });

const followThrough = {
  alerts: quantity,
  open: quantity,
  unacknowledged: quantity.describe('Open ones that nobody has in hand'),
  unowned: quantity.describe('Open ones that reach no adult'),
  silent: quantity.describe('Old news, told to nobody'),
  corrected: quantity.describe('Their record was wrong'),
  secondsToNotice: measured,
  secondsToHand: measured,
  daysToContact: measured,
  daysToRecovery: measured,
};

const followThroughAnswer = z
  .strictObject({
    district,
    schoolYear,
    total: z.strictObject(followThrough),
    groups: z
      .array(z.strictObject({ communityId: z.string().nullable(), rule: z.string(), ...followThrough }))
      .describe('By community and trigger'),
  })
  .meta({ id: 'FollowThrough', description: 'What the alerts of the school year led to, and how soon' });

const handledAlert = z
  .strictObject({
    alertId: z.string(),
    date: day.describe('The day of the district for which it was recorded'),
    changed: z.boolean().describe('False where the same stood already'),
  })
  .meta({ id: 'HandledAlert' });

export type AlertsAnswer = AnswerOf<typeof alertsAnswer>;
export type AlertExplanation = AnswerOf<typeof alertExplanation>;
export type FollowThroughAnswer = AnswerOf<typeof followThroughAnswer>;
export type HandledAlert = AnswerOf<typeof handledAlert>;

const handled = { method: 'post', tag: 'alerts', query: districtQuery, answer: handledAlert, problems: [403, 404, 409] } as const;

export const alertsApi: readonly ApiOperation[] = [
  {
    method: 'get',
    path: '/api/alerts',
    id: 'listAlerts',
    tag: 'alerts',
    summary: 'The alerts of a district, or those that one member of staff was told of',
    query: alertsQuery,
    answer: alertsAnswer,
  },
  {
    method: 'get',
    path: '/api/alerts/follow-through',
    id: 'showFollowThrough',
    tag: 'alerts',
    summary: 'What the alerts of the school year led to, and how soon',
    query: districtQuery,
    answer: followThroughAnswer,
  },
  {
    method: 'get',
    path: '/api/alerts/{id}',
    id: 'explainAlert',
    tag: 'alerts',
    summary: 'One alert, from the record behind it to what came of it',
    query: districtQuery,
    answer: alertExplanation,
  },
  {
    ...handled,
    path: '/api/alerts/{id}/acknowledge',
    id: 'acknowledgeAlert',
    summary: 'Take an alert in hand',
    body: json(acknowledgeBody),
  },
  {
    ...handled,
    path: '/api/alerts/{id}/snooze',
    id: 'snoozeAlert',
    summary: 'Let an alert rest until a day, with a reason',
    body: json(snoozeBody),
  },
  { ...handled, path: '/api/alerts/{id}/resolve', id: 'resolveAlert', summary: 'Settle an alert', body: json(resolveBody) },
];
