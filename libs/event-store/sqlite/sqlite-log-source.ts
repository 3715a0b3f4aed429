import type { RecordedEvent } from '#libs/event-sourcing';
import type { Statement } from '#libs/sqlite';
import type { ChangeSignal } from '../change-signal.js';
import type { LogSource } from '../log-reader.js';
import { StreamFilter } from '../stream-filter.js';
import { PageDetails, type DetailReader } from './event-details.js';
import { FewEvents, FewEventsStatements } from './few-events.js';
import { EVENT_COLUMNS, type EventColumns, type LogFile } from './log-file.js';
import { PackedReader, type PackedEvents } from './packed-events.js';

type LogRow = [...EventColumns, position: number];

/** The statements of one file, shared by all that read its log. */
export interface LogStatements {
  readonly rows: Statement;
  readonly packed: PackedReader;
  readonly details: DetailReader;
  readonly few: FewEventsStatements;
}

export function logStatements(file: LogFile, details: DetailReader): LogStatements {
  const { connection } = file;
  return {
    rows: connection.prepareArrays(`SELECT ${EVENT_COLUMNS}, position FROM events WHERE position > ? AND position <= ? ORDER BY position`),
    packed: new PackedReader(connection),
    details,
    few: new FewEventsStatements(connection),
  };
}

/** One reader's view of the log: the streams it wants, in pages of few columns. */
export class SqliteLogSource implements LogSource {
  readonly #file: LogFile;
  readonly #statements: LogStatements;
  readonly #prefixes: readonly string[] | undefined;
  readonly #filter: StreamFilter | null;
  /** undefined: not asked yet. */
  #few: FewEvents | null | undefined;

  constructor(file: LogFile, statements: LogStatements, prefixes: readonly string[] | undefined) {
    this.#file = file;
    this.#statements = statements;
    this.#prefixes = prefixes;
    this.#filter = prefixes === undefined ? null : new StreamFilter(prefixes, (id) => file.streams.nameOf(id));
  }

  get changes(): ChangeSignal {
    return this.#file.changes;
  }

  get closed(): boolean {
    return !this.#file.connection.isOpen;
  }

  head(): number {
    return this.#file.head();
  }

  scan(after: number, upTo: number): readonly RecordedEvent[] {
    return this.#file.connection.use(() => {
      const few = this.#fewFrom(after);
      if (few !== null && upTo <= few.upTo) return few.take(after, upTo).flatMap((position) => this.#page(position - 1, position));
      return this.#page(after, upTo);
    });
  }

  #fewFrom(after: number): FewEvents | null {
    if (this.#few !== undefined) return this.#few;
    this.#few = this.#prefixes === undefined ? null : FewEvents.find(this.#statements.few, this.#prefixes, after);
    if (this.#few === null) this.#file.streams.prepareFor(this.#file.head() - after);
    return this.#few;
  }

  #page(after: number, upTo: number): readonly RecordedEvent[] {
    const { packed, details: reader } = this.#statements;
    const details = new PageDetails(reader, after, upTo);
    const parts = packed.read(after, upTo, this.#filter?.answers ?? null);
    return parts === null ? this.#rows(after, upTo, details) : parts.flatMap((part) => this.#unpack(part, details));
  }

  #rows(after: number, upTo: number, details: PageDetails): readonly RecordedEvent[] {
    const rows = this.#statements.rows.all(after, upTo) as unknown as LogRow[];
    const events: RecordedEvent[] = [];
    for (const row of rows) {
      if (this.#filter?.accepts(row[0]) ?? true) events.push(this.#file.event(row[3], row, details));
    }
    return events;
  }

  #unpack({ streams, kinds, positions, data }: PackedEvents, details: PageDetails): RecordedEvent[] {
    const events: RecordedEvent[] = [];
    for (const [index, position] of positions.entries()) {
      const stream = streams[index] ?? 0;
      const payload = data[index];
      // What is a text is taken for JSON that is yet to be parsed.
      const stored = typeof payload === 'object' ? payload : JSON.stringify(payload);
      if (this.#filter?.accepts(stream) ?? true) events.push(this.#file.event(position, [stream, kinds[index] ?? 0, stored], details));
    }
    return events;
  }
}
