/** What a piece of work cost. */
export interface Cost {
  /** Milliseconds of all threads of this process: what other programs take does not count. */
  readonly cpuMs: number;
  /** Milliseconds on the clock: what other programs take counts. */
  readonly clockMs: number;
}

/**
 * Does a piece of work and says what it cost, beside what it came to.
 * @param collect whether garbage of what was done before is collected first; default true.
 */
export async function measured<T>(work: () => Promise<T> | T, { collect = true } = {}): Promise<Cost & { readonly result: T }> {
  if (collect) globalThis.gc?.();
  const [begin, before] = [performance.now(), process.cpuUsage()];
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  return { cpuMs: (user + system) / 1_000, clockMs: performance.now() - begin, result };
}

/** The one in the middle. */
export function median(figures: readonly number[]): number {
  return figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? Number.NaN;
}
