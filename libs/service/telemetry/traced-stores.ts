import {
  EventLog,
  EventStore,
  type Append,
  type AppendResult,
  type LogBatch,
  type NewEvent,
  type ReadLogOptions,
  type ReadStreamOptions,
  type RecordedEvent,
} from '#libs/event-sourcing';
import type { Step, Traces } from './traces.js';

/** Events seen last whose consequences are told as steps of the same trace. */
const REMEMBERED = 10_000;

/** The store and the log of a process, seen from where every record passes: what a traced event causes becomes a step of its trace. */
export function traced(store: EventStore, log: EventLog, traces: Traces): { readonly store: EventStore; readonly log: EventLog } {
  const causes = new Causes();
  return { store: new TracedEventStore(store, causes, traces), log: new TracedEventLog(log, causes) };
}

/** Where the events of this process's subscriptions stand in their traces, by their ids; the oldest are forgotten. */
class Causes {
  readonly #known = new Map<string, string>();

  see({ id, metadata: { traceparent } }: RecordedEvent): void {
    if (traceparent === undefined) return;
    this.#known.set(id, traceparent);
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= REMEMBERED) return;
      this.#known.delete(oldest);
    }
  }

  of({ metadata: { traceparent, causation } }: NewEvent): string | undefined {
    return traceparent ?? (causation === undefined ? undefined : this.#known.get(causation));
  }
}

class TracedEventLog extends EventLog {
  readonly #log: EventLog;
  readonly #causes: Causes;

  constructor(log: EventLog, causes: Causes) {
    super();
    this.#log = log;
    this.#causes = causes;
  }

  override async *read(options?: ReadLogOptions): AsyncGenerator<LogBatch> {
    for await (const batch of this.#log.read(options)) {
      for (const event of batch.events) this.#causes.see(event);
      yield batch;
    }
  }

  override head(): Promise<number> {
    return this.#log.head();
  }
}

class TracedEventStore extends EventStore {
  readonly #store: EventStore;
  readonly #causes: Causes;
  readonly #traces: Traces;

  constructor(store: EventStore, causes: Causes, traces: Traces) {
    super();
    this.#store = store;
    this.#causes = causes;
    this.#traces = traces;
  }

  override async appendMany(appends: readonly Append[]): Promise<readonly AppendResult[]> {
    const steps: Step[] = [];
    const follow = (event: NewEvent): NewEvent => {
      const cause = this.#causes.of(event);
      if (cause === undefined) return event;
      const step = this.#traces.begin(event.type, cause);
      steps.push(step);
      return { ...event, metadata: { ...event.metadata, traceparent: step.traceparent } };
    };
    try {
      return await this.#store.appendMany(appends.map((append) => ({ ...append, events: append.events.map(follow) })));
    } finally {
      for (const step of steps) step.end();
    }
  }

  override readStream(stream: string, options?: ReadStreamOptions): Promise<readonly RecordedEvent[]> {
    return this.#store.readStream(stream, options);
  }

  override close(): Promise<void> {
    return this.#store.close();
  }
}
