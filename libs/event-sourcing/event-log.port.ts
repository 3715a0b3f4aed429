import type { RecordedEvent } from './event-store.port.js';

export interface LogBatch {
  /** In order of position; may be empty where nothing in the range matched. */
  readonly events: readonly RecordedEvent[];
  /** Everything up to here has been seen: a checkpoint. Advances also where nothing matched. */
  readonly position: number;
  /** True when the reader stood at the end of the log when this batch was read. */
  readonly caughtUp: boolean;
}

export interface ReadLogOptions {
  /** The last position already seen; 0 reads from the start. */
  readonly after?: number;
  /** Only streams whose name starts with one of these; default all. */
  readonly prefixes?: readonly string[];
  /** Stop at this position (inclusive); default the end of the log at the time of the read. */
  readonly upTo?: number;
  /** Most events in one batch; default 2,000. */
  readonly batchSize?: number;
  /** Go on with what is appended later, by any process, until `signal` aborts. */
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
