import type { Bench, Least, Ratio } from './bench.js';

export interface BenchResult {
  readonly name: string;
  readonly unit: string;
  readonly contenders: readonly { readonly name: string; readonly median: number; readonly runs: readonly number[] }[];
  readonly ratios: readonly (Ratio & { readonly median: number; readonly met: boolean })[];
  readonly least: readonly (Least & { readonly median: number; readonly met: boolean })[];
  /** Contenders that could not run, with what to do first. */
  readonly missing: readonly string[];
}

const ROUNDS = 3;

/**
 * Runs the contenders by turns, so that a slow moment of the machine meets all of them, after one run of each that does not count.
 * A ratio is the median of the rounds' ratios: both of its sides are measured within seconds of each other.
 */
export async function runBench(bench: Bench): Promise<BenchResult> {
  const able = bench.contenders.filter((contender) => contender.missing === undefined);
  const runs = new Map<string, number[]>(able.map(({ name }) => [name, []]));
  for (const { run } of able) await run();
  for (let round = 0; round < ROUNDS; round++) {
    for (const { name, run } of able) {
      globalThis.gc?.();
      runs.get(name)?.push(await run());
    }
  }
  return {
    name: bench.name,
    unit: bench.unit,
    contenders: [...runs].map(([name, figures]) => ({ name, median: median(figures), runs: figures })),
    ratios: bench.ratios.flatMap((ratio) => ratioOf(ratio, runs)),
    least: (bench.least ?? []).flatMap((least) => leastOf(least, runs)),
    missing: bench.contenders.flatMap(({ missing }) => missing ?? []),
  };
}

function ratioOf(ratio: Ratio, runs: ReadonlyMap<string, readonly number[]>): BenchResult['ratios'] {
  const [of, to] = [runs.get(ratio.of), runs.get(ratio.to)];
  if (of === undefined || to === undefined) return [];
  const value = median(of.map((figure, round) => figure / (to[round] ?? Number.NaN)));
  return [{ ...ratio, median: value, met: value >= ratio.target }];
}

function leastOf(least: Least, runs: ReadonlyMap<string, readonly number[]>): BenchResult['least'] {
  const figures = runs.get(least.of);
  if (figures === undefined) return [];
  const value = median(figures);
  return [{ ...least, median: value, met: value >= least.least }];
}

function median(figures: readonly number[]): number {
  return figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? Number.NaN;
}
