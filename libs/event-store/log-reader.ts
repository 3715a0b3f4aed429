import { setImmediate } from 'node:timers/promises';
import type { LogBatch, ReadLogOptions, RecordedEvent } from '#libs/event-sourcing';
import type { ChangeSignal } from './change-signal.js';
import { checkedAfter, checkedBatchSize } from './read-options.js';

/** What a kind of store must be able to do so that its log can be read. */
export interface LogSource {
  readonly changes: ChangeSignal;
  readonly closed: boolean;
  /** Position of the last event; 0 when there is none. */
  head(): number;
  /** The events after one position up to another; positions may have gaps. */
  scan(after: number, upTo: number): readonly RecordedEvent[];
}

/** Reads the log as `EventLog.read` promises. */
export async function* readLog(source: LogSource, options: ReadLogOptions): AsyncGenerator<LogBatch, void, undefined> {
  const { upTo = Number.MAX_SAFE_INTEGER, live = false, signal } = options;
  const headAtStart = source.head();
  const after = checkedAfter(options.after, headAtStart);
  const size = checkedBatchSize(options.batchSize);
  const end = (): number => Math.min(upTo, live ? source.head() : headAtStart);
  const isOver = (): boolean => signal?.aborted === true || (live && source.closed);

  let seen = after;
  while (!isOver()) {
    for await (const batch of readWindows(source, { after: seen, size, end, isOver })) {
      seen = batch.position;
      yield batch;
    }
    if (!live || seen >= upTo) return;
    await moreThan(seen, source, { isOver, signal });
  }
}

interface Windows {
  readonly after: number;
  readonly size: number;
  readonly end: () => number;
  readonly isOver: () => boolean;
}

/** Windows of positions up to the end, one at least: the checkpoint advances also where nothing matches. Others run between them. */
async function* readWindows(source: LogSource, { after, size, end, isOver }: Windows): AsyncGenerator<LogBatch, void, undefined> {
  let position = after;
  let caughtUp = false;
  while (!caughtUp && !isOver()) {
    const last = end();
    const to = Math.min(position + size, last);
    const events = to > position ? source.scan(position, to) : [];
    position = Math.max(position, to);
    caughtUp = position >= last;
    yield { events, position, caughtUp };
    await setImmediate();
  }
}

interface Waiting {
  readonly isOver: () => boolean;
  readonly signal: AbortSignal | undefined;
}

/** Waits until the log goes on after a position. */
async function moreThan(position: number, source: LogSource, { isOver, signal }: Waiting): Promise<void> {
  while (!isOver()) {
    // Taken before looking: what is appended after the look ends the wait at once.
    const version = source.changes.version;
    if (source.head() > position) return;
    await source.changes.after(version, signal);
  }
}
