/** One way to do the work: the product's, or one that it is compared with. */
export interface Contender {
  readonly name: string;
  /** Does the work once, from a clean start, and answers how much of it a second. */
  readonly run: () => Promise<number>;
  /** What to do first, where the contender cannot run here; it is left out then. */
  readonly missing?: string;
}

/** The speed of one contender as a multiple of another's, measured in the same run. */
export interface Ratio {
  readonly of: string;
  readonly to: string;
  /** What is wanted at least. */
  readonly target: number;
}

/** What a contender has to reach by itself. */
export interface Least {
  readonly of: string;
  readonly least: number;
}

export interface Bench {
  readonly name: string;
  /** What a contender's figure counts, for example `events/s`. */
  readonly unit: string;
  readonly contenders: readonly Contender[];
  readonly ratios: readonly Ratio[];
  readonly least?: readonly Least[];
}
