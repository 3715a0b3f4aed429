import type { Figure } from './figure.js';
import { inOwnProcess } from './own-process.js';

export interface SimulatorOptions {
  /** Districts, ascending. */
  readonly students: readonly number[];
  readonly days: number;
}

/** What one simulation says of itself, see `simulator.main.ts`. */
export interface SimulationCost {
  readonly records: number;
  readonly cpuMs: number;
  readonly maxRssMb: number;
}

const MOST_MB = 300;
const FLAT = 1.2;

/** The simulator alone, each district in a process of its own: time grows with the records, and memory stays small. */
export function simulatorGrowth({ students, days }: SimulatorOptions): readonly Figure[] {
  const costs = students.map((count) => ({ count, ...(inOwnProcess('simulator.main.js', count, days) as SimulationCost) }));
  const perRecord = costs.map(({ cpuMs, records }) => (cpuMs / records) * 1_000);
  return costs.flatMap(({ count, records, maxRssMb }, index): Figure[] => {
    const name = `${count.toLocaleString('en')} students, ${days} days, ${records.toLocaleString('en')} records`;
    const cost = perRecord[index] ?? Number.NaN;
    return [
      { what: `${name}: memory`, value: maxRssMb, unit: 'MB', most: MOST_MB },
      { what: `${name}: ${cost.toFixed(2)} µs a record, grown to`, value: cost / (perRecord[0] ?? Number.NaN), unit: 'times', most: FLAT },
    ];
  });
}
