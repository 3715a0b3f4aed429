import type { RecordedEvent } from './event-store.port.js';

export interface LogBatch {
  /** In order of position; may be empty where nothing in the range matched. */
  readonly events: readonly RecordedEvent[];
  /** Everything up to here has been seen: a checkpoint. Advances also where nothing matched. */
  readonly position: number;
  /** True when the reader stood at the end when this batch was read: of the log, or at `upTo`. */
  readonly caughtUp: boolean;
}

export interface ReadLogOptions {
  /** The last position already seen; 0 reads from the start. One beyond the log's end is an error: the log is an older copy. */
  readonly after?: number;
  /** Only streams whose name starts with one of these; default all. */
  readonly prefixes?: readonly string[];
  /** Stop at this position (inclusive); default the end of the log when the read began. A live read waits for it. */
  readonly upTo?: number;
  /** Most events in one batch; default 2,000. */
  readonly batchSize?: number;
  /** Go on with what is appended later, by any process, until `signal` aborts or the store is closed: both end the read without an error. */
  readonly live?: boolean;
  readonly signal?: AbortSignal;
}

/** The log of all streams, read-only. */
export abstract class EventLog {
  /**
   * Batches in order. When not live, ends after the batch that reached the end (the last one has `caughtUp: true`).
   * When live, waits at the end; every time it reaches the end it yields a batch with `caughtUp: true`.
   */
  abstract read(options?: ReadLogOptions): AsyncIterable<LogBatch>;

  /** Position of the last event; 0 when the log is empty. */
  abstract head(): Promise<number>;
}
