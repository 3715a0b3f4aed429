import { describe, expect, it } from '@jest/globals';
import { fc } from '@fast-check/jest';
import { Shard, wholeShard } from './shard.js';

const keys = Array.from({ length: 256 }, (_, byte) => `${byte.toString(16).padStart(2, '0')}ff`);

describe('Shards', () => {
  it('divide all keys among themselves, each key to one, by the names of its streams', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 256 }), (of) => {
        const shards = Shard.all(of);
        const prefixes = shards.map((shard) => shard.studentPrefixes());
        const covering = keys.map((key) => shards.flatMap((shard) => (shard.covers(key) ? [shard.index] : [])));
        const reading = keys.map((key) =>
          shards.flatMap(({ index }) => (prefixes[index - 1]?.some((prefix) => `student-${key}`.startsWith(prefix)) ? [index] : [])),
        );
        expect(covering.every(({ length }) => length === 1)).toBe(true);
        expect(reading).toEqual(covering);
      }),
      { numRuns: 20 },
    );
  });

  it('of equal parts have few prefixes', () => {
    expect(new Shard(2, 4).studentPrefixes()).toEqual(['student-4', 'student-5', 'student-6', 'student-7']);
    expect(wholeShard.studentPrefixes()).toEqual(['student-']);
  });

  it('name what is theirs, and leave the names of an undivided whole as they are', () => {
    expect(new Shard(2, 4).named('on-track')).toBe('on-track@2/4');
    expect(wholeShard.named('on-track')).toBe('on-track');
  });

  it.each(['0/1', '2/1', '1/257', 'x/y', '1'])('are not made of %s', (text) => {
    expect(() => Shard.parse(text)).toThrow(/no shard: expected k\/n/);
  });
});
