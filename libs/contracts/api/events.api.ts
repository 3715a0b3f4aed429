import { z } from 'zod';
import { eventSchemas } from '../native/event-schemas.js';
import { MAX_BATCH_EVENTS } from '../native/limits.js';
import { refusalReasons } from '../native/refusal.js';
import type { AnswerOf } from './answer.js';
import { quantity } from './answer-fields.js';
import type { ApiOperation } from './operation.js';

/** A record of a district as a CloudEvent in structured mode. */
const sisEvent = z
  .union([...eventSchemas.values()].map(({ name, schema }) => schema.meta({ id: `${pascalCase(name)}Event` })))
  .meta({ id: 'SisEvent', description: 'A CloudEvent 1.0; `type` says which fields `data` has' });

const eventsAnswer = z
  .strictObject({
    read: quantity,
    appended: quantity,
    unchanged: quantity.describe('Known already'),
    deadLettered: quantity.describe('Refused, and kept to be mended'),
    refusals: z.array(
      z.strictObject({
        index: quantity.describe('Its place in the request, from 0'),
        reason: z.enum(refusalReasons),
        message: z.string(),
        path: z.string().exactOptional(),
      }),
    ),
  })
  .meta({ id: 'EventsAnswer', description: 'What became of the records of one request' });

export type EventsAnswer = AnswerOf<typeof eventsAnswer>;

export const eventsApi: readonly ApiOperation[] = [
  {
    method: 'post',
    path: '/api/events',
    id: 'sendEvents',
    tag: 'records',
    summary: 'Send records: one, or a batch',
    description:
      'One CloudEvent in structured mode, also as plain JSON; one in binary mode, with its attributes in `ce-` headers and its data as ' +
      'the body; or a batch. A batch is answered 200 and says for each record what became of it; a single record that is refused is ' +
      'answered as a problem. Where the services run apart, the ingestion process answers here.',
    body: {
      'application/cloudevents+json': sisEvent,
      'application/cloudevents-batch+json': z.array(sisEvent).max(MAX_BATCH_EVENTS),
      'application/json': sisEvent,
    },
    answer: eventsAnswer,
    problems: [413, 415, 422, 503, 507],
  },
];

function pascalCase(name: string): string {
  return name.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}
