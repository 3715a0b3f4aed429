import { describe, expect } from '@jest/globals';
import { fc, test } from '@fast-check/jest';
import type { IndexValue } from '#libs/event-sourcing';
import { compareText, compareValues } from '../index-values.js';
import { afterPrefix, keyPrefix, sortKey } from './sort-key.js';

const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({
    unit: fc.constantFrom('\u0000', '\u0001', '\u0002', '0', '1', '2', 'a', '\ud7fe', '\ud7ff', '\ue000', '\uffee', '\uffff', '😀'),
  }),
);
const value: fc.Arbitrary<IndexValue> = fc.oneof(
  fc.constant(null),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
  text,
);
const place = fc.record({ values: fc.tuple(value, value), id: text });
type Place = typeof place extends fc.Arbitrary<infer P> ? P : never;

function comparePlaces(a: Place, b: Place): number {
  return compareValues(a.values[0], b.values[0]) || compareValues(a.values[1], b.values[1]) || compareText(a.id, b.id);
}

const sign = Math.sign;
const inUtf16 = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
const inUtf8 = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

describe('sort keys', () => {
  test.prop([place, place], { numRuns: 2_000 })('sort as the places in the index do, whichever way a server compares text', (a, b) => {
    const [first, second] = [sortKey(a.values, a.id), sortKey(b.values, b.id)];
    const expected = sign(comparePlaces(a, b));
    expect(sign(inUtf8(first, second))).toBe(expected);
    expect(sign(inUtf16(first, second))).toBe(expected);
  });

  test.prop([place, fc.tuple(value, value), fc.constantFrom(0, 1, 2)], { numRuns: 2_000 })(
    'lie within the range of exactly those first values that they have',
    ({ values, id }, others, count) => {
      const prefix = keyPrefix(others.slice(0, count));
      const key = sortKey(values, id);
      const within = inUtf8(prefix, key) <= 0 && inUtf8(key, afterPrefix(prefix)) < 0;
      expect(within).toBe(others.slice(0, count).every((other, i) => compareValues(other, values[i] ?? null) === 0));
      expect(inUtf16(prefix, key) <= 0 && inUtf16(key, afterPrefix(prefix)) < 0).toBe(within);
    },
  );
});
