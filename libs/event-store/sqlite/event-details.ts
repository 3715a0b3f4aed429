import type { StatementSync } from 'node:sqlite';
import { eventIdOf } from '../event-id.js';
import { StoreDamagedError } from '../event-store.errors.js';
import type { DetailSource, EventDetails } from '../stored-event.js';
import type { Connection } from './connection.js';

/** Columns in the order of `DetailRow`. */
export const DETAIL_COLUMNS = 'position, id, revision, recorded_at, metadata';
export type DetailRow = [position: number, id: Uint8Array, revision: number, recordedAt: number, metadata: string];

/** Asked for one by one up to here; whoever wants more gets the whole page at once. */
const SINGLE_READS = 8;

/** Details of the events of one page, read when somebody asks: folds of "now" hardly do, and ids are half the cost of a scan. */
export class PageDetails implements DetailSource {
  readonly #reader: DetailReader;
  readonly #after: number;
  readonly #upTo: number;
  readonly #known = new Map<number, EventDetails>();
  #singleReads = 0;

  constructor(reader: DetailReader, after: number, upTo: number) {
    this.#reader = reader;
    this.#after = after;
    this.#upTo = upTo;
  }

  detailsOf(position: number): EventDetails {
    const known = this.#known.get(position);
    if (known !== undefined) return known;
    const few = this.#singleReads++ < SINGLE_READS;
    const rows = few ? this.#reader.page(position - 1, position) : this.#reader.page(this.#after, this.#upTo);
    for (const row of rows) this.#known.set(row[0], detailsFrom(row));
    const found = this.#known.get(position);
    if (found === undefined) throw new StoreDamagedError(`The event at position ${position} is no longer there: restore a backup.`);
    return found;
  }
}

/** Details that came with the event. */
export class ReadDetails implements DetailSource {
  readonly #row: DetailRow;

  constructor(row: DetailRow) {
    this.#row = row;
  }

  detailsOf(): EventDetails {
    return detailsFrom(this.#row);
  }
}

export class DetailReader {
  readonly #connection: Connection;
  readonly #select: StatementSync;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#select = connection.prepare(`SELECT ${DETAIL_COLUMNS} FROM events WHERE position > ? AND position <= ?`);
  }

  page(after: number, upTo: number): DetailRow[] {
    return this.#connection.use(() => this.#select.all(after, upTo) as unknown as DetailRow[]);
  }
}

function detailsFrom([, id, revision, recordedAt, metadata]: DetailRow): EventDetails {
  return { id: eventIdOf(id), revision, recordedAt, metadata };
}
