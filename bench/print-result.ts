import type { BenchResult } from './run-bench.js';

/** The figures of one bench for people: each contender, then each ratio beside what is wanted of it. */
export function printResult({ name, unit, contenders, ratios, missing }: BenchResult): void {
  console.log(`\n${name} (${unit}, medians)`);
  for (const contender of contenders)
    console.log(`  ${contender.name.padEnd(32)} ${Math.round(contender.median).toLocaleString('en').padStart(12)}`);
  for (const { of, to, median, target, met } of ratios) {
    console.log(`  ${`${of} / ${to}`.padEnd(60)} ${median.toFixed(2)}  (target ${target.toFixed(2)}: ${met ? 'met' : 'MISSED'})`);
  }
  for (const what of missing) console.log(`  Left out: ${what}`);
}
