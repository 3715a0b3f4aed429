import { describe, expect, it } from '@jest/globals';
import { fc } from '@fast-check/jest';
import { assignTogether } from './co-partition-assigner.js';

const topics = ['roster', 'attendance', 'grades', 'behavior'];
const partitionsOf = (count: number) => new Map(topics.map((topic) => [topic, Array.from({ length: count }, (_, partition) => partition)]));

describe('the co-partitioning assigner', () => {
  it('gives each partition to one member, the same of every topic, and shares them evenly', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 24 }),
        (members, count) => {
          const assigned = assignTogether(members, partitionsOf(count));
          const all = [...assigned.values()];
          for (const topic of topics) {
            expect(all.flatMap((assignment) => assignment[topic] ?? []).sort((a, b) => a - b)).toEqual([...Array(count).keys()]);
          }
          for (const assignment of all) for (const topic of topics) expect(assignment[topic]).toEqual(assignment['roster']);
          const sizes = all.map((assignment) => assignment['roster']?.length ?? 0);
          expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  it('does not depend on the order in which members or partitions are told', () => {
    const shuffled = new Map([...partitionsOf(6)].map(([topic, partitions]) => [topic, partitions.toReversed()]));
    expect(assignTogether(['b', 'c', 'a'], shuffled)).toEqual(assignTogether(['a', 'b', 'c'], partitionsOf(6)));
  });
});
