import { foldStatuses, NoDayError, type StatusQuestion } from '../../gateway/index.js';
import type { Embedded } from '../../standalone/index.js';
import { CommandFailedError } from '../terminal/failures.js';
import type { Statuses } from './status-rows.js';

/** What the students' streams come to, folded for this question. */
export async function foldedStatuses({ store, log }: Embedded, question: StatusQuestion): Promise<Statuses> {
  try {
    return await foldStatuses({ store, log }, question);
  } catch (error) {
    if (error instanceof NoDayError) throw new CommandFailedError(error.message, { cause: error });
    throw error;
  }
}
