import type { LatencyBench, LatencyLimit } from './latency-bench.js';

export interface LatencyResult {
  readonly name: string;
  readonly latencies: readonly { readonly name: string; readonly pieces: number; readonly ms: Readonly<Record<string, number>> }[];
  readonly limits: readonly (LatencyLimit & { readonly ms: number; readonly met: boolean })[];
}

const ROUNDS = 3;
const PERCENTILES = [50, 90, 95, 99, 100];

/** Runs the contenders by turns, after one run of each that does not count; the percentiles are those of all rounds together. */
export async function runLatencyBench(bench: LatencyBench): Promise<LatencyResult> {
  const waits = new Map<string, number[]>(bench.latencies.map(({ name }) => [name, []]));
  for (const { run } of bench.latencies) await run();
  for (let round = 0; round < ROUNDS; round++) {
    for (const { name, run } of bench.latencies) {
      globalThis.gc?.();
      waits.get(name)?.push(...(await run()));
    }
  }
  const sorted = new Map([...waits].map(([name, all]) => [name, all.toSorted((a, b) => a - b)]));
  return {
    name: bench.name,
    latencies: [...sorted].map(([name, all]) => ({
      name,
      pieces: all.length,
      ms: Object.fromEntries(PERCENTILES.map((percent) => [percent === 100 ? 'most' : `p${percent}`, percentile(all, percent)])),
    })),
    limits: bench.limits.map((limit) => {
      const ms = percentile(sorted.get(limit.of) ?? [], limit.percentile);
      return { ...limit, ms, met: ms < limit.mostMs };
    }),
  };
}

/** Of sorted figures, by nearest rank. */
function percentile(sorted: readonly number[], percent: number): number {
  return sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)] ?? Number.NaN;
}
