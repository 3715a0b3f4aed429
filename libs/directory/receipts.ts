/** Records of one kind from one system for one school; null where that could not be read, or where the kind names no school. */
export interface FeedOfRecords {
  readonly schoolId: string | null;
  readonly source: string | null;
  /** For example `attendance-recorded`. */
  readonly record: string | null;
}

/**
 * Records that came in and left no event in the log, so that nobody else knows of them: `unchanged` ones, which said what was known,
 * and profiles, which go to the directory (`appended`).
 */
export interface Receipt extends FeedOfRecords {
  readonly district: string;
  /** UTC, `YYYY-MM-DDTHH`. */
  readonly hour: string;
  readonly appended: number;
  readonly unchanged: number;
}

/** UTC hours as in a receipt; `before` is no longer among them. */
export interface Hours {
  readonly from: string;
  readonly before: string;
}

/** Receipts by hour where hours were asked for, else summed up over all time: then the hour is null. */
export interface ReceiptTally extends FeedOfRecords {
  readonly hour: string | null;
  readonly appended: number;
  readonly unchanged: number;
}

/** Dead letters by the hour in which they came first, or over all time. */
export interface LetterTally extends FeedOfRecords {
  readonly hour: string | null;
  readonly waiting: number;
  /** Taken in since. */
  readonly retried: number;
}
