import type { DeadLettersAnswer, DeadLettersParameters } from '#libs/contracts';
import { Query } from '@nestjs/cqrs';

/** What was refused and waits to be mended; not only of known districts, for a refused record may name none. */
export class ListDeadLettersQuery extends Query<DeadLettersAnswer> {
  constructor(readonly parameters: DeadLettersParameters) {
    super();
  }
}
