import { ChangeSignal } from '../change-signal.js';
import { StoreClosedError } from '../event-store.errors.js';
import type { EventVersions } from '../event-versions.js';
import type { PreparedEvent } from '../prepared-append.js';
import { StoredEvent, type DetailSource, type EventDetails } from '../stored-event.js';

export interface MemoryRecord extends PreparedEvent {
  readonly stream: string;
  readonly revision: number;
  readonly recordedAt: number;
}

/** What the store and the log in memory have in common: the event at position p is the record at index p - 1. */
export class MemoryRecords implements DetailSource {
  readonly changes = new ChangeSignal();
  readonly #versions: EventVersions;
  readonly #records: MemoryRecord[] = [];
  /** Positions of each stream's events, by revision. */
  readonly #streams = new Map<string, number[]>();
  #closed = false;

  constructor(versions: EventVersions) {
    this.#versions = versions;
  }

  get closed(): boolean {
    return this.#closed;
  }

  head(): number {
    this.#assertOpen();
    return this.#records.length;
  }

  positionsOf(stream: string): readonly number[] {
    this.#assertOpen();
    return this.#streams.get(stream) ?? [];
  }

  add(record: MemoryRecord): void {
    this.#records.push(record);
    const positions = this.#streams.get(record.stream) ?? [];
    positions.push(this.#records.length);
    this.#streams.set(record.stream, positions);
  }

  /** JSON is parsed anew for each reader: none can change what others see. */
  event(position: number): StoredEvent {
    const { stream, type, superseded, data } = this.#at(position);
    return new StoredEvent(position, { stream, kind: { ...this.#versions.present(type), superseded }, data }, this);
  }

  streamAt(position: number): string {
    return this.#at(position).stream;
  }

  detailsOf(position: number): EventDetails {
    return this.#at(position);
  }

  close(): void {
    this.#closed = true;
    this.changes.announce();
  }

  #at(position: number): MemoryRecord {
    this.#assertOpen();
    const record = this.#records[position - 1];
    if (record === undefined) throw new RangeError(`The log in memory has no position ${position}.`);
    return record;
  }

  #assertOpen(): void {
    if (this.#closed) throw new StoreClosedError();
  }
}
