import type { DeadLettersParameters } from '#libs/contracts';
import type { DeadLetterCount, DeadLetterSummary } from '#libs/directory';
import { Query } from '@nestjs/cqrs';

export interface DeadLettersAnswer {
  /** By reason, over all pages. */
  readonly counts: readonly DeadLetterCount[];
  readonly deadLetters: readonly DeadLetterSummary[];
  readonly next: string | null;
}

/** What was refused and waits to be mended; not only of known districts, for a refused record may name none. */
export class ListDeadLettersQuery extends Query<DeadLettersAnswer> {
  constructor(readonly parameters: DeadLettersParameters) {
    super();
  }
}
