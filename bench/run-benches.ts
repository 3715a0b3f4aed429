import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import type { Bench } from './bench.js';
import { printResult } from './print-result.js';
import { runBench, type BenchResult } from './run-bench.js';

/** Runs benches by the arguments of the command line (`--only NAME`, `--json FILE`), prints their figures and writes them to a file. */
export async function runBenches(benches: readonly Bench[], file: string): Promise<void> {
  const { values } = parseArgs({ options: { json: { type: 'string', default: file }, only: { type: 'string' } } });
  const results: BenchResult[] = [];
  for (const bench of benches) {
    if (values.only !== undefined && values.only !== bench.name) continue;
    const result = await runBench(bench);
    printResult(result);
    results.push(result);
  }
  mkdirSync(dirname(values.json), { recursive: true });
  writeFileSync(values.json, `${JSON.stringify({ node: process.version, cpus: availableParallelism(), benches: results }, null, 2)}\n`);
  console.log(`\nWritten to ${values.json}.`);
}
