import { EventStore, type Append, type AppendResult, type ReadStreamOptions, type RecordedEvent } from '#libs/event-sourcing';
import type { Metrics } from './metrics.js';

/** An event store whose appends are counted and timed. */
export class MeasuredEventStore extends EventStore {
  readonly #store: EventStore;
  readonly #metrics: Metrics;

  constructor(store: EventStore, metrics: Metrics) {
    super();
    this.#store = store;
    this.#metrics = metrics;
  }

  override async appendMany(appends: readonly Append[]): Promise<readonly AppendResult[]> {
    const started = performance.now();
    const results = await this.#store.appendMany(appends);
    this.#metrics.record('homeroom_append_seconds', (performance.now() - started) / 1_000);
    let [events, conflicts] = [0, 0];
    for (const [index, { outcome }] of results.entries()) {
      if (outcome === 'appended') events += appends[index]?.events.length ?? 0;
      else conflicts += 1;
    }
    this.#metrics.record('homeroom_append_batch_events', events);
    this.#metrics.count('homeroom_events_appended_total', events);
    if (conflicts > 0) this.#metrics.count('homeroom_append_conflicts_total', conflicts);
    return results;
  }

  override readStream(stream: string, options?: ReadStreamOptions): Promise<readonly RecordedEvent[]> {
    return this.#store.readStream(stream, options);
  }

  override close(): Promise<void> {
    return this.#store.close();
  }
}
