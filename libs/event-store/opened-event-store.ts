import type { EventLog, EventStore } from '#libs/event-sourcing';

/** Something that is not as it was written. */
export interface Damage {
  /** Place in the log; null where it concerns the file or a whole stream. */
  readonly position: number | null;
  readonly stream: string | null;
  /** One sentence for people. */
  readonly what: string;
}

/** One log, seen from both of its ports. */
export interface OpenedEventStore {
  readonly store: EventStore;
  readonly log: EventLog;
  /** Reads everything and yields what is damaged; nothing where all is sound. Rejects with the signal's reason when it aborts. */
  readonly audit: (signal?: AbortSignal) => AsyncIterable<Damage>;
  /** Ends live reads; everything asked later fails with `StoreClosedError`. */
  readonly close: () => Promise<void>;
}
