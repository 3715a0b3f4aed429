import { setImmediate } from 'node:timers/promises';
import type { LogBatch, ReadLogOptions, RecordedEvent } from '#libs/event-sourcing';
import type { ChangeSignal } from './change-signal.js';
import { PositionBeyondLogError } from './event-store.errors.js';

/** What a kind of store must be able to do so that its log can be read. */
export interface LogSource {
  readonly changes: ChangeSignal;
  readonly closed: boolean;
  /** Position of the last event; 0 when there is none. */
  head(): number;
  /** The events after one position up to another; positions may have gaps. */
  scan(after: number, upTo: number): readonly RecordedEvent[];
}

export const DEFAULT_BATCH_SIZE = 2_000;
const MAX_BATCH_SIZE = 100_000;

/** Reads windows of positions, so that the checkpoint advances also where nothing matches, and lets others run between them. */
export async function* readLog(source: LogSource, options: ReadLogOptions): AsyncGenerator<LogBatch, void, undefined> {
  const { after = 0, upTo = Number.MAX_SAFE_INTEGER, live = false, signal } = options;
  const size = batchSizeOf(options);
  const headAtStart = headBeyond(source, after);
  let position = after;
  let atEnd = false;
  while (!signal?.aborted && !(live && source.closed)) {
    const version = source.changes.version;
    const end = Math.min(upTo, live ? source.head() : headAtStart);
    if (atEnd && position >= end) {
      await source.changes.after(version, signal);
      continue;
    }
    const to = Math.min(position + size, end);
    const events = to > position ? source.scan(position, to) : [];
    position = Math.max(position, to);
    atEnd = position >= end;
    yield { events, position, caughtUp: atEnd };
    if (position >= upTo || (atEnd && !live)) return;
    await setImmediate();
  }
}

function headBeyond(source: LogSource, after: number): number {
  const head = source.head();
  if (after <= head) return head;
  throw new PositionBeyondLogError(
    `A reader has seen position ${after}, but the log ends at ${head}: it is an older copy, or another log. ` +
      'Restore the newer log, or fold the read models again from the start.',
  );
}

function batchSizeOf({ after = 0, batchSize = DEFAULT_BATCH_SIZE }: ReadLogOptions): number {
  if (!Number.isSafeInteger(after) || after < 0) throw new RangeError(`A log is read after position 0 or more, not ${after}.`);
  if (Number.isSafeInteger(batchSize) && batchSize >= 1 && batchSize <= MAX_BATCH_SIZE) return batchSize;
  throw new RangeError(`A batch of the log has 1 to ${MAX_BATCH_SIZE} events, not ${batchSize}.`);
}
