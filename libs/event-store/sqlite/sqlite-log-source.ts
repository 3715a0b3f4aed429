import type { RecordedEvent } from '#libs/event-sourcing';
import type { Statement } from '#libs/sqlite';
import type { ChangeSignal } from '../change-signal.js';
import type { LogSource } from '../log-reader.js';
import { StreamFilter } from '../stream-filter.js';
import { PageDetails, type DetailReader } from './event-details.js';
import { FewEvents, FewEventsStatements } from './few-events.js';
import { EVENT_COLUMNS, type EventColumns, type LogFile } from './log-file.js';

/** The statements of one file, shared by all that read its log. */
export interface LogStatements {
  readonly events: Statement;
  readonly streams: Statement;
  readonly details: DetailReader;
  readonly few: FewEventsStatements;
}

export function logStatements(file: LogFile, details: DetailReader): LogStatements {
  const window = 'FROM events WHERE position > ? AND position <= ? ORDER BY position';
  return {
    events: file.connection.prepareArrays(`SELECT ${EVENT_COLUMNS} ${window}`),
    streams: file.connection.prepareArrays(`SELECT stream, position ${window}`),
    details,
    few: new FewEventsStatements(file.connection),
  };
}

/** Where a smaller part of a window matches, each event is read by itself instead of the whole window. */
const WORTH_SCANNING = 0.25;

/** One reader's view of the log: the streams it wants, in pages of few columns. */
export class SqliteLogSource implements LogSource {
  readonly #file: LogFile;
  readonly #statements: LogStatements;
  readonly #prefixes: readonly string[] | undefined;
  readonly #filter: StreamFilter | null;
  /** undefined: not asked yet. */
  #few: FewEvents | null | undefined;
  #mostMatched = true;

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
    const few = this.#fewFrom(after);
    return this.#file.connection.use(() => {
      if (few !== null && upTo <= few.upTo) return few.take(after, upTo).flatMap((position) => this.#page(position - 1, position));
      const events = this.#mostMatched ? this.#page(after, upTo) : this.#matching(after, upTo);
      this.#mostMatched = events.length > (upTo - after) * WORTH_SCANNING;
      return events;
    });
  }

  #fewFrom(after: number): FewEvents | null {
    if (this.#few === undefined)
      this.#few = this.#prefixes === undefined ? null : FewEvents.find(this.#statements.few, this.#prefixes, after);
    return this.#few;
  }

  /** The whole window at once. Positions have no gaps, so that they need not be read; only a damaged file has some. */
  #page(after: number, upTo: number): readonly RecordedEvent[] {
    const rows = this.#statements.events.all(after, upTo) as unknown as EventColumns[];
    if (rows.length !== upTo - after) return this.#matching(after, upTo);
    const details = new PageDetails(this.#statements.details, after, upTo);
    const events: RecordedEvent[] = [];
    let position = after;
    for (const row of rows) {
      position++;
      if (this.#filter?.accepts(row[0]) ?? true) events.push(this.#file.event(position, row, details));
    }
    return events;
  }

  /** Looks at the streams first, so that the data of the others is not read; then at each event by itself. */
  #matching(after: number, upTo: number): readonly RecordedEvent[] {
    const window = this.#statements.streams.all(after, upTo) as unknown as [stream: number, position: number][];
    const matching = window.filter(([stream]) => this.#filter?.accepts(stream) ?? true);
    return matching.flatMap(([, position]) => this.#page(position - 1, position));
  }
}
