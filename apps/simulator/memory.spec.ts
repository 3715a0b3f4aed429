import { describe, expect, it } from '@jest/globals';
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { simulateDistrict } from './index.js';

/** Some 60 are needed. A million students have to fit into 300 MB beside the 60 MB of a program that does nothing: 240 would do. */
const MOST_BYTES_A_STUDENT = 100;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** What is in use in the middle of a simulation: heap and what stands beside it. */
function inUse(students: number): number {
  const before = usage();
  const items = simulateDistrict({ district: 'd', students, days: 3, seed: 1 });
  for (let day = 0; day < 3;) {
    const { value, done } = items.next();
    if (done === true) throw new Error('There were fewer days than asked for.');
    if (value.kind === 'day') day += 1;
  }
  const used = usage() - before;
  // The simulation goes on after the measurement, so that it is still there.
  items.next();
  return used;
}

function usage(): number {
  for (let i = 0; i < 3; i++) collect();
  const { used_heap_size: heap, external_memory: external } = getHeapStatistics();
  return heap + external;
}

describe('The memory of a simulation', () => {
  it('grows by so little with each student that a million fit into 300 MB', () => {
    inUse(500);
    const [few, many] = [inUse(2_500), inUse(10_000)];
    const perStudent = (many - few) / 7_500;
    expect(perStudent).toBeGreaterThan(20);
    expect(perStudent).toBeLessThan(MOST_BYTES_A_STUDENT);
  });
});
