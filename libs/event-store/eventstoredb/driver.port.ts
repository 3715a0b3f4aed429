import type { AppendResult } from '#libs/event-sourcing';
import type { PreparedEvent } from '../prepared-append.js';

/** An event as the server has it. */
export interface ServerEvent {
  readonly id: string;
  readonly type: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
  readonly recordedAt: Date;
  /** Parsed; text where it is no JSON. */
  readonly data: unknown;
  /** Parsed; bytes where it is no JSON, undefined where there is none. */
  readonly metadata: unknown;
}

/** What a subscription says, in order. */
export type FeedItem =
  | { readonly kind: 'event'; readonly event: ServerEvent }
  /** Everything up to here was considered. */
  | { readonly kind: 'checkpoint'; readonly position: number }
  /** The end of the log was reached. Older servers never say so. */
  | { readonly kind: 'caught-up' };

/** An open subscription. Whoever opened it must cancel it, also after it ended. */
export interface Feed {
  /** What comes next; null where nothing has come yet. */
  take(): FeedItem | null;
  /** Puts back what was taken last. */
  putBack(item: FeedItem): void;
  /** Resolves when there is something to take, when the feed has ended, or after some time. Never rejects. */
  ready(timeoutMs: number, signal: AbortSignal): Promise<void>;
  /** What ended it, an error or its silent end; null while it lasts. A feed that was not cancelled never ends by itself: the connection broke. */
  readonly ended: Error | null;
  cancel(): void;
}

export interface FeedOptions {
  /** The last position that is not wanted again; 0 for the start. */
  readonly after: number;
  /** null: all streams but the system's own. */
  readonly prefixes: readonly string[] | null;
  /** Events that the server looks at before it says how far it is. */
  readonly window: number;
}

export interface StreamSlice {
  readonly backward: boolean;
  /** null: the first one (forward) or the last one (backward). */
  readonly from: number | null;
  /** 1 or more. */
  readonly limit: number;
}

/**
 * The least that is needed of a client for EventStoreDB or KurrentDB, so that another one can take its place. One connection; it is
 * thrown away after the first trouble. Errors are `ServerTroubleError` where trying again is sound, else what the caller must be told.
 */
export interface Driver {
  /** At the exact revision; repeated with the same ids it succeeds again. May never answer. */
  append(stream: string, expectedRevision: number, events: readonly PreparedEvent[]): Promise<AppendResult>;
  readStream(stream: string, slice: StreamSlice): Promise<readonly ServerEvent[]>;
  /** Of all streams, the system's own ones too: from the end, or from a position (it may be among them) back. */
  readBack(from: number | null, limit: number): Promise<readonly ServerEvent[]>;
  /** The first event at a position or after it. */
  readAt(position: number): Promise<ServerEvent | null>;
  subscribe(options: FeedOptions): Feed;
  /** Cancels whatever is open, also what hangs. */
  close(): Promise<void>;
}
