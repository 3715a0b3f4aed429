import { setImmediate } from 'node:timers/promises';
import { EventStore, type Append, type AppendResult, type Clock, type ReadStreamOptions, type RecordedEvent } from '#libs/event-sourcing';
import { prepareAppends, type PreparedAppend } from '../prepared-append.js';
import { streamRange } from '../stream-range.js';
import type { MemoryRecords } from './memory-records.js';

/** Streams that live as long as the process: for tests and for trying things. */
export class MemoryEventStore extends EventStore {
  readonly #records: MemoryRecords;
  readonly #clock: Clock;

  constructor(records: MemoryRecords, clock: Clock) {
    super();
    this.#records = records;
    this.#clock = clock;
  }

  override async appendMany(appends: readonly Append[]): Promise<readonly AppendResult[]> {
    const prepared = prepareAppends(appends);
    const recordedAt = this.#clock.now().getTime();
    const results = prepared.map((append) => this.#append(append, recordedAt));
    this.#records.changes.announce();
    await setImmediate();
    return results;
  }

  override async readStream(stream: string, options: ReadStreamOptions = {}): Promise<readonly RecordedEvent[]> {
    const positions = this.#records.positionsOf(stream);
    const { first, last, backward } = streamRange(options, positions.length - 1);
    const events = positions.slice(first, last + 1).map((position) => this.#records.event(position));
    return backward ? events.toReversed() : events;
  }

  override async close(): Promise<void> {
    this.#records.close();
  }

  #append({ stream, expectedRevision, events }: PreparedAppend, recordedAt: number): AppendResult {
    const positions = this.#records.positionsOf(stream);
    const revision = positions.length - 1;
    const last = expectedRevision + events.length;
    if (revision === expectedRevision) {
      for (const [i, event] of events.entries()) this.#records.add({ ...event, stream, revision: expectedRevision + 1 + i, recordedAt });
      return { outcome: 'appended', revision: last, position: this.#records.head() };
    }
    const position = positions[last];
    const standing = positions.slice(expectedRevision + 1, last + 1);
    const repeated = standing.length === events.length && standing.every((at, i) => this.#records.detailsOf(at).id === events[i]?.id);
    return repeated && position !== undefined ? { outcome: 'appended', revision: last, position } : { outcome: 'conflict', revision };
  }
}
