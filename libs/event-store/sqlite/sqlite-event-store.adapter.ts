import { setImmediate } from 'node:timers/promises';
import type { StatementSync } from 'node:sqlite';
import { EventStore, type Append, type AppendResult, type Clock, type ReadStreamOptions, type RecordedEvent } from '#libs/event-sourcing';
import { prepareAppends } from '../prepared-append.js';
import { streamRange } from '../stream-range.js';
import { DETAIL_COLUMNS, RowDetails, type DetailRow } from './event-details.js';
import { EventWriter } from './event-writer.js';
import { EVENT_COLUMNS, type EventColumns, type LogFile } from './log-file.js';

/** Streams in one SQLite file, shared by any number of processes. An append is on the disk when it is answered. */
export class SqliteEventStore extends EventStore {
  readonly #file: LogFile;
  readonly #clock: Clock;
  readonly #writer: EventWriter;
  readonly #forward: StatementSync;
  readonly #backward: StatementSync;

  constructor(file: LogFile, clock: Clock) {
    super();
    this.#file = file;
    this.#clock = clock;
    this.#writer = new EventWriter(file);
    const select = `SELECT ${EVENT_COLUMNS}, ${DETAIL_COLUMNS} FROM events WHERE stream = ? AND revision BETWEEN ? AND ? ORDER BY revision`;
    this.#forward = file.connection.prepare(`${select} LIMIT ?`);
    this.#backward = file.connection.prepare(`${select} DESC LIMIT ?`);
  }

  override async appendMany(appends: readonly Append[]): Promise<readonly AppendResult[]> {
    const prepared = prepareAppends(appends);
    const results = this.#write(prepared);
    this.#file.changes.announce();
    // SQLite works on this thread: between two appends it belongs to everybody else.
    await setImmediate();
    return results;
  }

  override async readStream(stream: string, options: ReadStreamOptions = {}): Promise<readonly RecordedEvent[]> {
    const { first, last, backward, limit } = streamRange(options);
    return this.#file.connection.use(() => {
      const id = this.#file.streams.idOf(stream);
      if (id === undefined) return [];
      const rows = (backward ? this.#backward : this.#forward).all(id, first, last, limit) as unknown as [...EventColumns, ...DetailRow][];
      return rows.map((row) => this.#file.event(row[3], row.splice(0, 3) as EventColumns, new RowDetails(row as unknown as DetailRow)));
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
