import { setImmediate } from 'node:timers/promises';
import { EventStore, type Append, type AppendResult, type Clock, type ReadStreamOptions, type RecordedEvent } from '#libs/event-sourcing';
import { prepareAppends } from '../prepared-append.js';
import { RowDetails, type DetailRow } from './event-details.js';
import { EventWriter } from './event-writer.js';
import type { LogFile } from './log-file.js';
import { StreamReader } from './stream-reader.js';

/** Streams in one SQLite file, shared by any number of processes. An append is on the disk when it is answered. */
export class SqliteEventStore extends EventStore {
  readonly #file: LogFile;
  readonly #clock: Clock;
  readonly #writer: EventWriter;
  readonly #reader: StreamReader;

  constructor(file: LogFile, clock: Clock) {
    super();
    this.#file = file;
    this.#clock = clock;
    this.#writer = new EventWriter(file);
    this.#reader = new StreamReader(file.connection);
  }

  override async appendMany(appends: readonly Append[]): Promise<readonly AppendResult[]> {
    const prepared = prepareAppends(appends);
    this.#file.requireWhole();
    const results = this.#write(prepared);
    this.#file.changes.announce();
    // SQLite works on this thread: between two appends it belongs to everybody else.
    await setImmediate();
    return results;
  }

  override async readStream(stream: string, options: ReadStreamOptions = {}): Promise<readonly RecordedEvent[]> {
    return this.#file.connection.use(() => {
      const rows = this.#reader.read(this.#file.streams.idOf(stream), options);
      return rows.map((row) => this.#file.event(row[3], row, new RowDetails(row.slice(3) as DetailRow)));
    });
  }

  override async close(): Promise<void> {
    this.#file.close();
  }

  #write(appends: ReturnType<typeof prepareAppends>): readonly AppendResult[] {
    try {
      return this.#file.connection.write(() => this.#writer.write(appends, this.#clock.now().getTime()));
    } catch (error) {
      this.#writer.forget();
      throw error;
    }
  }
}
