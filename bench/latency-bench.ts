/** One way to do the work, measured in how long each piece of it takes. */
export interface LatencyContender {
  readonly name: string;
  /** Does the work once, from a clean start, and answers how long each piece took, in milliseconds. */
  readonly run: () => Promise<readonly number[]>;
}

/** How long so many percent of the pieces may take. */
export interface LatencyLimit {
  readonly of: string;
  readonly percentile: number;
  readonly mostMs: number;
}

/** How long things take at a pace that is given, beside how long the least of it takes. */
export interface LatencyBench {
  readonly name: string;
  readonly latencies: readonly LatencyContender[];
  readonly limits: readonly LatencyLimit[];
}
