import type { RecordedEvent } from '#libs/event-sourcing';
import type { Statement } from '#libs/sqlite';
import type { ChangeSignal } from '../change-signal.js';
import type { LogSource } from '../log-reader.js';
import { ANSWER_NO, StreamFilter } from '../stream-filter.js';
import { PageDetails, type DetailReader } from './event-details.js';
import { FewEvents, FewEventsStatements } from './few-events.js';
import { EVENT_COLUMNS, type EventColumns, type LogFile } from './log-file.js';

type LogRow = [...EventColumns, position: number];

/** The statements of one file, shared by all that read its log. */
export interface LogStatements {
  /** All events after a position up to another. */
  readonly all: Statement;
  /** The same without those of streams that are known to be unwanted: their data is not even read. */
  readonly wanted: Statement;
  readonly details: DetailReader;
  readonly few: FewEventsStatements;
}

export function logStatements(file: LogFile, details: DetailReader): LogStatements {
  const window = `SELECT ${EVENT_COLUMNS}, position FROM events WHERE position > ? AND position <= ?`;
  // Beyond the answers given so far there is no byte, which is unlike any answer.
  const isWanted = `substr(?, stream + 1, 1) <> x'${ANSWER_NO.toString(16).padStart(2, '0')}'`;
  return {
    all: file.connection.prepareArrays(`${window} ORDER BY position`),
    wanted: file.connection.prepareArrays(`${window} AND ${isWanted} ORDER BY position`),
    details,
    few: new FewEventsStatements(file.connection),
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
    const filter = this.#filter;
    const { all, wanted, details: reader } = this.#statements;
    const rows = (filter === null ? all.all(after, upTo) : wanted.all(after, upTo, filter.answers)) as unknown as LogRow[];
    const details = new PageDetails(reader, after, upTo);
    const events: RecordedEvent[] = [];
    for (const row of rows) {
      if (filter?.accepts(row[0]) ?? true) events.push(this.#file.event(row[3], row, details));
    }
    return events;
  }
}
