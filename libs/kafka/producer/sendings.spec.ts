import { describe, expect, it } from '@jest/globals';
import { fc } from '@fast-check/jest';
import type { NewKafkaRecord } from '../kafka.port.js';
import { sendings } from './sendings.js';

const record = (topic: string, size: number, key = 'k'): NewKafkaRecord => ({ topic, key, value: 'x'.repeat(size) });

describe('sendings', () => {
  it('hold every record once, those of a topic in their order', () => {
    const arbitrary = fc.array(fc.tuple(fc.constantFrom('a', 'b'), fc.constantFrom(10, 200_000)), { maxLength: 30 });
    fc.assert(
      fc.property(arbitrary, (sizes) => {
        const records = sizes.map(([topic, size], index) => record(topic, size, String(index)));
        const sent = [...sendings(records)];
        for (const topic of ['a', 'b']) {
          expect(sent.flatMap((sending) => sending.get(topic) ?? [])).toEqual(records.filter((each) => each.topic === topic));
        }
      }),
    );
  });

  it('stay below what a broker takes, and a record that is larger goes alone', () => {
    const counts = (records: NewKafkaRecord[]): number[] => [...sendings(records)].map((sending) => [...sending.values()].flat().length);
    expect(counts(Array.from({ length: 6 }, () => record('a', 200_000)))).toEqual([2, 2, 2]);
    expect(counts([record('a', 1), record('a', 900_000), record('a', 1)])).toEqual([1, 1, 1]);
    expect(counts(Array.from({ length: 2_500 }, () => record('a', 1)))).toEqual([1_000, 1_000, 500]);
    const headers = { h: [Buffer.alloc(300_000), 'x'.repeat(300_000)] };
    expect(counts([record('a', 1), { ...record('a', 1), headers }])).toEqual([1, 1]);
    expect(counts([])).toEqual([]);
  });
});
