/** What an event says besides its payload. Only `knownAt` orders anything; the rest is for audit and tracing. */
export interface EventMetadata {
  /** When the source knew (UTC instant, full precision). */
  readonly knownAt?: string;
  /** A version that arrived after a newer one: folds of "now" skip it. */
  readonly superseded?: true;
  /** Another content of the same time and sequence came before: whether this one is the larger, by all that was received. */
  readonly tie?: 'larger' | 'smaller';
  readonly sequence?: string;
  readonly source?: string;
  readonly correlation?: string;
  readonly causation?: string;
  /** When the record was appended that this follows from, over however many steps. */
  readonly originAt?: string;
  readonly traceparent?: string;
  readonly [name: string]: unknown;
}

export interface NewEvent {
  /** UUID, fixed before the first try, so that a repeated append is recognized. */
  readonly id: string;
  /** Name and version, for example `attendance-recorded.v1`. */
  readonly type: string;
  /** A flat JSON object. */
  readonly data: object;
  /** What `JSON.stringify(data)` gives, from a writer who has made it already: a store that keeps text need not make it again. */
  readonly json?: string;
  readonly metadata: EventMetadata;
}

/** An event as it was appended. `data` and `metadata` may be parsed on first use. */
export interface RecordedEvent {
  readonly id: string;
  readonly type: string;
  readonly stream: string;
  /** Place in its stream, from 0. */
  readonly revision: number;
  /** Place in the log: a safe integer that only grows; gaps are allowed. */
  readonly position: number;
  /** UTC instant of the append. */
  readonly recordedAt: string;
  readonly superseded: boolean;
  readonly data: unknown;
  readonly metadata: EventMetadata;
}

/** The revision to expect of a stream that does not exist. */
export const NO_STREAM = -1;

export interface Append {
  readonly stream: string;
  /** The last revision the writer knows of, or `NO_STREAM`. */
  readonly expectedRevision: number;
  readonly events: readonly NewEvent[];
}

/**
 * `conflict`: nothing was appended; `revision` is the one the stream really has. On a server an append of more than 1 MiB goes in pieces:
 * there the first ones may stand, and are nothing new to who decides again.
 */
export type AppendResult =
  | { readonly outcome: 'appended'; readonly revision: number; readonly position: number }
  | { readonly outcome: 'conflict'; readonly revision: number };

/**
 * Streams of events, written at an exact revision.
 *
 * An append whose events already stand, with the same ids, at that revision is a success and answers as the first one did.
 */
export abstract class EventStore {
  /** Several appends, each answered for itself; no caller relies on them being atomic together. */
  abstract appendMany(appends: readonly Append[]): Promise<readonly AppendResult[]>;

  /** Events of one stream in order; an unknown stream has none. `from` is inclusive. */
  abstract readStream(stream: string, options?: ReadStreamOptions): Promise<readonly RecordedEvent[]>;

  abstract close(): Promise<void>;

  async append(append: Append): Promise<AppendResult> {
    const [result] = await this.appendMany([append]);
    if (result === undefined) throw new Error(`The event store did not answer an append to ${append.stream}.`);
    return result;
  }
}

export interface ReadStreamOptions {
  readonly direction?: 'forward' | 'backward';
  /** First revision read; default the first one (forward) or the last one (backward). */
  readonly from?: number;
  readonly limit?: number;
}
