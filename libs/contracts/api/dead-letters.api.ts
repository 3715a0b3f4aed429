import { z } from 'zod';
import { refusalReasons } from '../native/refusal.js';
import type { AnswerOf } from './answer.js';
import { instant, next, quantity } from './answer-fields.js';
import type { ApiOperation } from './operation.js';
import { deadLettersQuery } from './queries.js';

const reason = z.enum(refusalReasons).meta({ id: 'RefusalReason' });

const origin = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('file'), file: z.string(), line: z.int() }),
  z.strictObject({ kind: z.literal('http'), request: z.string().exactOptional() }),
  z.strictObject({ kind: z.literal('kafka'), topic: z.string(), partition: z.int(), offset: z.string() }),
]);

const deadLetter = z
  .strictObject({
    id: z.string().describe('The same record again is the same letter'),
    reason,
    message: z.string().describe('What is wrong, where, and what to do'),
    path: z.string().exactOptional().describe('The field, for example `data.actions[0].kind`'),
    found: z.string().exactOptional().describe('The value found there as JSON, cut to 100 characters'),
    district: z.string().exactOptional(),
    origin,
    receivedAt: instant,
    retriedAt: instant.exactOptional().describe('Set once it was taken in after all'),
    record: z.string().exactOptional().describe('The kind of record, as far as it could be read'),
    source: z.string().exactOptional(),
    schoolId: z.string().exactOptional(),
    headers: z.record(z.string(), z.string()).exactOptional(),
  })
  .meta({ id: 'DeadLetter', description: 'A refused record that waits to be mended, without its bytes' });

const deadLettersAnswer = z
  .strictObject({
    counts: z.array(z.strictObject({ reason, waiting: quantity, retried: quantity })).describe('By reason, over all pages'),
    deadLetters: z.array(deadLetter),
    next,
  })
  .meta({ id: 'DeadLetters' });

export type DeadLettersAnswer = AnswerOf<typeof deadLettersAnswer>;

export const deadLettersApi: readonly ApiOperation[] = [
  {
    method: 'get',
    path: '/api/dead-letters',
    id: 'listDeadLetters',
    tag: 'records',
    summary: 'What was refused and waits to be mended',
    description: 'Not only of known districts, for a refused record may name none.',
    query: deadLettersQuery,
    answer: deadLettersAnswer,
  },
];
