import { PositionBeyondLogError } from './event-store.errors.js';

const DEFAULT_BATCH_SIZE = 2_000;
const MAX_BATCH_SIZE = 100_000;

export function checkedBatchSize(batchSize = DEFAULT_BATCH_SIZE): number {
  if (Number.isSafeInteger(batchSize) && batchSize >= 1 && batchSize <= MAX_BATCH_SIZE) return batchSize;
  throw new RangeError(`A batch of the log has 1 to ${MAX_BATCH_SIZE} events, not ${batchSize}.`);
}

/** The position after which a log with that end is read. @throws RangeError, PositionBeyondLogError */
export function checkedAfter(after = 0, head: number): number {
  if (!Number.isSafeInteger(after) || after < 0) throw new RangeError(`A log is read after position 0 or more, not ${after}.`);
  if (after <= head) return after;
  throw new PositionBeyondLogError(
    `A reader has seen position ${after}, but the log ends at ${head}: it is an older copy, or another log. ` +
      'Restore the newer log, or fold the read models again from the start.',
  );
}
