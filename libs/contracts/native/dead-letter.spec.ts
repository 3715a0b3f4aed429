import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { deadLetterOf, type Refused } from './dead-letter.js';

const refused: Refused = {
  refusal: { reason: 'unparseable', message: 'The body is not JSON: send one complete JSON object.', district: 'd1' },
  origin: { kind: 'file', file: 'a.ndjson', line: 3 },
  original: Buffer.from('{'),
  receivedAt: '2025-09-01T12:00:00Z',
};

const idOf = (changes: Partial<Refused>): string => deadLetterOf({ ...refused, ...changes }).id;

describe('a dead letter', () => {
  it('carries the refusal, the origin and the bytes', () => {
    const { refusal, ...rest } = refused;
    const id = createHash('sha256').update('{').digest('hex');
    expect(deadLetterOf(refused)).toEqual({ ...refusal, ...rest, id });
  });

  it('is the same for the same content from anywhere, and another for other attributes in binary mode', () => {
    const headers = { 'ce-type': 'a', 'content-type': 'application/json' };
    expect(idOf({ origin: { kind: 'http' } })).toBe(idOf({}));
    expect(idOf({ origin: { kind: 'file', file: 'b', line: 1 } })).toBe(idOf({}));
    expect(idOf({ headers: { 'ce-type': 'b' } })).not.toBe(idOf({ headers }));
    expect(idOf({ headers: { ...headers, date: 'today' } })).toBe(idOf({ headers }));
  });

  it('is known by its place on Kafka, and by the whole content where only its beginning is kept', () => {
    expect(idOf({ origin: { kind: 'kafka', topic: 't', partition: 2, offset: '17' } })).toBe('t/2/17');
    expect(idOf({ hash: 'whole' })).toBe('whole');
    const { original } = deadLetterOf({ ...refused, original: Buffer.alloc(300_000) });
    expect(original).toHaveLength(256 * 1024);
  });
});
