import type { FeedOfRecords, LetterTally, ReceiptTally } from '#libs/directory';

/** Where the records of one kind from one system for one school are: `read = appended + unchanged + deadLettered`. */
export interface FeedCounts extends FeedOfRecords {
  /** At the district's place; null: over all time. */
  readonly day: string | null;
  readonly read: number;
  /** In the log; of profiles, in the directory. */
  readonly appended: number;
  /** Of those appended: they came later than a newer version, which stands. */
  readonly superseded: number;
  /** Said what was known. What is delivered again after a crash counts again. */
  readonly unchanged: number;
  /** Wait to be mended. */
  readonly deadLettered: number;
  /** Refused, and taken in since: counted as appended or unchanged when that was. */
  readonly retried: number;
  /** When the last one was appended; null where none was. */
  readonly lastRecordedAt: string | null;
}

type Sums = Pick<FeedCounts, 'appended' | 'superseded' | 'unchanged' | 'deadLettered' | 'retried'>;

export interface Appended extends FeedOfRecords {
  readonly appended: number;
  readonly superseded: number;
  readonly lastRecordedAt: string | null;
}

/** Adds up what the log, the receipts and the dead letters know of a district's feeds. */
export class FeedCounting {
  readonly #rows = new Map<
    string,
    FeedOfRecords & { day: string | null; lastRecordedAt: string | null } & { -readonly [sum in keyof Sums]: number }
  >();

  appended(day: string | null, { appended, superseded, lastRecordedAt, ...feed }: Appended): void {
    const row = this.#add(day, feed, { appended, superseded });
    if (lastRecordedAt !== null && lastRecordedAt > (row.lastRecordedAt ?? '')) row.lastRecordedAt = lastRecordedAt;
  }

  receipt(day: string | null, { appended, unchanged, ...feed }: ReceiptTally): void {
    this.#add(day, feed, { appended, unchanged });
  }

  letters(day: string | null, { waiting, retried, ...feed }: LetterTally): void {
    this.#add(day, feed, { deadLettered: waiting, retried });
  }

  /** By day, school, source and kind; what is not known stands first. */
  rows(): FeedCounts[] {
    return [...this.#rows]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, row]) => ({ ...row, read: row.appended + row.unchanged + row.deadLettered }));
  }

  #add(day: string | null, { schoolId, source, record }: FeedOfRecords, more: Partial<Sums>) {
    const name = [day, schoolId, source, record].map((part) => part ?? '').join('\n');
    let row = this.#rows.get(name);
    if (row === undefined) {
      const none = { appended: 0, superseded: 0, unchanged: 0, deadLettered: 0, retried: 0, lastRecordedAt: null };
      this.#rows.set(name, (row = { day, schoolId, source, record, ...none }));
    }
    for (const sum of ['appended', 'superseded', 'unchanged', 'deadLettered', 'retried'] as const) row[sum] += more[sum] ?? 0;
    return row;
  }
}

/** The sum over rows. */
export function totalOf(rows: readonly FeedCounts[]): Sums & Pick<FeedCounts, 'read'> {
  const total = { read: 0, appended: 0, superseded: 0, unchanged: 0, deadLettered: 0, retried: 0 };
  for (const row of rows) for (const sum of Object.keys(total) as (keyof typeof total)[]) total[sum] += row[sum];
  return total;
}
