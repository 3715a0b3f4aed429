import { z } from 'zod';
import type { AnswerOf } from './answer.js';
import type { ApiOperation } from './operation.js';

const healthAnswer = z
  .strictObject({ status: z.enum(['up', 'degraded']), reasons: z.array(z.string()).describe('In plain words; empty where all is well') })
  .meta({ id: 'Health' });

const readyAnswer = z.strictObject({ ready: z.literal(true) }).meta({ id: 'Ready' });

const quarantinedDocument = z
  .strictObject({
    collection: z.string(),
    document: z.string().describe('Random keys only, no ids of the district’s people'),
    position: z.int().describe('Of the event that could not be folded'),
    type: z.string(),
    reason: z.string(),
  })
  .meta({ id: 'QuarantinedDocument', description: 'A document that waits for a mend: shown as it was, left out of counts' });

const quarantinedAnswer = z.strictObject({ quarantined: z.array(quarantinedDocument) }).meta({ id: 'Quarantined' });

export type HealthAnswer = AnswerOf<typeof healthAnswer>;
export type ReadyAnswer = AnswerOf<typeof readyAnswer>;
export type QuarantinedAnswer = AnswerOf<typeof quarantinedAnswer>;
export type QuarantinedDocument = AnswerOf<typeof quarantinedDocument>;

export const healthApi: readonly ApiOperation[] = [
  {
    method: 'get',
    path: '/api/health',
    id: 'showHealth',
    tag: 'operations',
    summary: 'How the system is, in plain words',
    description: 'Answers 200 as long as it can answer at all: what is wrong stands in the body.',
    answer: healthAnswer,
  },
  {
    method: 'get',
    path: '/api/ready',
    id: 'showReady',
    tag: 'operations',
    summary: 'Whether the data is prepared',
    answer: readyAnswer,
    problems: [503],
  },
  {
    method: 'get',
    path: '/api/quarantined',
    id: 'listQuarantined',
    tag: 'operations',
    summary: 'Documents that could not be folded and are not current',
    answer: quarantinedAnswer,
  },
];
