import type { BenchResult } from './run-bench.js';
import type { LatencyResult } from './run-latency-bench.js';

/** The figures of one bench for people: each contender, then each ratio beside what is wanted of it. */
export function printResult({ name, unit, contenders, ratios, least, missing }: BenchResult): void {
  console.log(`\n${name} (${unit}, medians)`);
  for (const contender of contenders)
    console.log(`  ${contender.name.padEnd(32)} ${Math.round(contender.median).toLocaleString('en').padStart(12)}`);
  for (const { of, to, median, target, met } of ratios) {
    console.log(`  ${`${of} / ${to}`.padEnd(60)} ${median.toFixed(2)}  (target ${target.toFixed(2)}: ${met ? 'met' : 'MISSED'})`);
  }
  for (const { of, median, least: target, met } of least)
    console.log(`  ${of.padEnd(60)} ${Math.round(median)}  (at least ${Math.round(target)}: ${met ? 'met' : 'MISSED'})`);
  for (const what of missing) console.log(`  Left out: ${what}`);
}

/** The percentiles of one bench for people, then each limit beside what was measured. */
export function printLatencies({ name, latencies, limits }: LatencyResult): void {
  console.log(`\n${name} (ms)`);
  for (const { name: contender, pieces, ms } of latencies) {
    const figures = Object.entries(ms).map(([percentile, figure]) => `${percentile} ${figure.toFixed(1)}`);
    console.log(`  ${contender.padEnd(32)} ${figures.join('  ')}  (of ${pieces})`);
  }
  for (const { of, percentile, mostMs, ms, met } of limits)
    console.log(`  ${`${of}, p${percentile}`.padEnd(60)} ${ms.toFixed(1)}  (limit ${mostMs}: ${met ? 'met' : 'MISSED'})`);
}
