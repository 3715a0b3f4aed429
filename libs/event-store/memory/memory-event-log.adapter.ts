import { EventLog, type LogBatch, type ReadLogOptions, type RecordedEvent } from '#libs/event-sourcing';
import { readLog, type LogSource } from '../log-reader.js';
import type { MemoryRecords } from './memory-records.js';

/** The log of a store in memory. */
export class MemoryEventLog extends EventLog {
  readonly #records: MemoryRecords;

  constructor(records: MemoryRecords) {
    super();
    this.#records = records;
  }

  override async head(): Promise<number> {
    return this.#records.head();
  }

  override read(options: ReadLogOptions = {}): AsyncIterable<LogBatch> {
    return readLog(new MemoryLogSource(this.#records, options.prefixes), options);
  }
}

class MemoryLogSource implements LogSource {
  readonly #records: MemoryRecords;
  readonly #prefixes: readonly string[] | undefined;

  constructor(records: MemoryRecords, prefixes: readonly string[] | undefined) {
    this.#records = records;
    this.#prefixes = prefixes;
  }

  get changes(): MemoryRecords['changes'] {
    return this.#records.changes;
  }

  get closed(): boolean {
    return this.#records.closed;
  }

  head(): number {
    return this.#records.head();
  }

  scan(after: number, upTo: number): readonly RecordedEvent[] {
    const events: RecordedEvent[] = [];
    for (let position = after + 1; position <= upTo; position++) {
      if (this.#matches(this.#records.streamAt(position))) events.push(this.#records.event(position));
    }
    return events;
  }

  #matches(stream: string): boolean {
    return this.#prefixes?.some((prefix) => stream.startsWith(prefix)) ?? true;
  }
}
