import type { StatementSync } from 'node:sqlite';
import type { RecordedEvent } from '#libs/event-sourcing';
import type { ChangeSignal } from '../change-signal.js';
import type { LogSource } from '../log-reader.js';
import { StreamFilter } from '../stream-filter.js';
import { PageDetails, type DetailReader } from './event-details.js';
import { EVENT_COLUMNS, type EventColumns, type LogFile } from './log-file.js';

/** The statements of one file, shared by all that read its log. */
export interface LogStatements {
  readonly events: StatementSync;
  readonly streams: StatementSync;
  readonly details: DetailReader;
}

export function logStatements(file: LogFile, details: DetailReader): LogStatements {
  const window = 'FROM events WHERE position > ? AND position <= ? ORDER BY position';
  return {
    events: file.connection.prepare(`SELECT ${EVENT_COLUMNS} ${window}`),
    streams: file.connection.prepare(`SELECT stream, position ${window}`),
    details,
  };
}

/** Where a smaller part of a window matches, each event is read by itself instead of the whole window. */
const WORTH_SCANNING = 0.25;

/** One reader's view of the log: the streams it wants, in pages of few columns. */
export class SqliteLogSource implements LogSource {
  readonly #file: LogFile;
  readonly #statements: LogStatements;
  readonly #filter: StreamFilter | null;
  #mostMatched = true;

  constructor(file: LogFile, statements: LogStatements, prefixes: readonly string[] | undefined) {
    this.#file = file;
    this.#statements = statements;
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
      const filter = this.#filter;
      if (filter === null) return this.#page(after, upTo, null);
      const events = this.#mostMatched ? this.#page(after, upTo, filter) : this.#matching(after, upTo, filter);
      this.#mostMatched = events.length > (upTo - after) * WORTH_SCANNING;
      return events;
    });
  }

  /** Looks at the streams first, so that the data of the others is not read. */
  #matching(after: number, upTo: number, filter: StreamFilter): readonly RecordedEvent[] {
    const window = this.#statements.streams.all(after, upTo) as unknown as [stream: number, position: number][];
    const matching = window.filter(([stream]) => filter.accepts(stream));
    if (matching.length > (upTo - after) * WORTH_SCANNING) return this.#page(after, upTo, filter);
    return matching.flatMap(([, position]) => this.#page(position - 1, position, null));
  }

  #page(after: number, upTo: number, filter: StreamFilter | null): readonly RecordedEvent[] {
    const details = new PageDetails(this.#statements.details, after, upTo);
    let rows = this.#statements.events.all(after, upTo) as unknown as EventColumns[];
    if (filter !== null) rows = rows.filter((row) => filter.accepts(row[0]));
    return rows.map((row) => this.#file.event(row, details));
  }
}
