import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import type { Bench } from './bench.js';
import type { LatencyBench } from './latency-bench.js';
import { printLatencies, printResult } from './print-result.js';
import { runBench, type BenchResult } from './run-bench.js';
import { runLatencyBench, type LatencyResult } from './run-latency-bench.js';

/** Runs benches by the arguments of the command line (`--only NAME`, `--json FILE`), prints their figures and writes them to a file. */
export async function runBenches(benches: readonly (Bench | LatencyBench)[], file: string): Promise<void> {
  const { values } = parseArgs({ options: { json: { type: 'string', default: file }, only: { type: 'string' } } });
  const results: (BenchResult | LatencyResult)[] = [];
  for (const bench of benches) {
    if (values.only !== undefined && values.only !== bench.name) continue;
    results.push('latencies' in bench ? await measureLatencies(bench) : await measure(bench));
  }
  mkdirSync(dirname(values.json), { recursive: true });
  writeFileSync(values.json, `${JSON.stringify({ node: process.version, cpus: availableParallelism(), benches: results }, null, 2)}\n`);
  console.log(`\nWritten to ${values.json}.`);
}

async function measure(bench: Bench): Promise<BenchResult> {
  const result = await runBench(bench);
  printResult(result);
  return result;
}

async function measureLatencies(bench: LatencyBench): Promise<LatencyResult> {
  const result = await runLatencyBench(bench);
  printLatencies(result);
  return result;
}
