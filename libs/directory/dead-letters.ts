import type { DeadLetter, RefusalReason } from '#libs/contracts';

/** As kept: the people it names stand behind hashes, for erasing only. */
export interface StoredDeadLetter extends Omit<DeadLetter, 'people'> {
  /** UTC instant; set once it was taken in after all. */
  readonly retriedAt?: string;
}

export type DeadLetterSummary = Omit<StoredDeadLetter, 'original'>;

export interface DeadLetterQuery {
  readonly district?: string;
  readonly reason?: RefusalReason;
  /** True: only those retried; false: only those that wait; default all. */
  readonly retried?: boolean;
  /** A cursor from an earlier page. */
  readonly after?: string;
  /** 1 to 1,000; default 100. */
  readonly limit?: number;
}

export interface DeadLetterPage {
  readonly letters: readonly DeadLetterSummary[];
  /** Where the next page begins; null on the last one. */
  readonly next: string | null;
}

export interface DeadLetterCount {
  readonly reason: RefusalReason;
  readonly waiting: number;
  readonly retried: number;
}

export interface Paging {
  /** The arrival number of the last letter seen. */
  readonly after: number;
  readonly limit: number;
}

/** The checked paging of a query. @throws InvalidQueryError */
export function pagingOf({ after = '0', limit = 100 }: DeadLetterQuery): Paging {
  if (!Number.isInteger(limit) || limit < 1 || limit > 1_000)
    throw new InvalidQueryError(`limit is ${limit}: give a whole number from 1 to 1000.`);
  if (!/^\d{1,15}$/.test(after)) throw new InvalidQueryError('after is no cursor of dead letters: give the one of the page before.');
  return { after: Number(after), limit };
}

export class InvalidQueryError extends Error {
  override readonly name = 'InvalidQueryError';
}
