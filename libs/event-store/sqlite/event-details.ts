import type { SqliteDatabase, Statement } from '#libs/sqlite';
import { StoreDamagedError } from '../event-store.errors.js';
import { eventIdOf } from '../event-id.js';
import type { DetailSource, EventDetails } from '../stored-event.js';

/** Columns in the order of `DetailRow`; text leaves SQLite faster than a blob does. */
export const DETAIL_COLUMNS = 'position, hex(id), revision, recorded_at, metadata';
export type DetailRow = [position: number, id: string, revision: number, recordedAt: number, metadata: string];

/** The details of one event that was read with them. */
export class RowDetails implements EventDetails, DetailSource {
  readonly #row: DetailRow;

  constructor(row: DetailRow) {
    this.#row = row;
  }

  get id(): string {
    return eventIdOf(this.#row[1]);
  }

  get revision(): number {
    return this.#row[2];
  }

  get recordedAt(): number {
    return this.#row[3];
  }

  get metadata(): string {
    return this.#row[4];
  }

  detailsOf(): EventDetails {
    return this;
  }
}

/** Asked for one by one up to here; whoever wants more gets the whole page at once. */
const SINGLE_READS = 8;

/** Details of the events of one page, read when somebody asks: folds of "now" hardly do, and a scan with them costs half as much again. */
export class PageDetails implements DetailSource {
  readonly #reader: DetailReader;
  readonly #after: number;
  readonly #upTo: number;
  #page: DetailRow[] | null = null;
  #singleReads = 0;

  constructor(reader: DetailReader, after: number, upTo: number) {
    this.#reader = reader;
    this.#after = after;
    this.#upTo = upTo;
  }

  detailsOf(position: number): EventDetails {
    const row = this.#page === null && this.#singleReads++ < SINGLE_READS ? this.#single(position) : this.#fromPage(position);
    if (row === undefined) throw new StoreDamagedError(`The event at position ${position} is no longer there: restore a backup.`);
    return new RowDetails(row);
  }

  #single(position: number): DetailRow | undefined {
    return this.#reader.page(position - 1, position)[0];
  }

  #fromPage(position: number): DetailRow | undefined {
    this.#page ??= this.#reader.page(this.#after, this.#upTo);
    // Positions have no gaps unless the file is damaged.
    const expected = this.#page[position - this.#after - 1];
    return expected?.[0] === position ? expected : this.#page.find((row) => row[0] === position);
  }
}

export class DetailReader {
  readonly #connection: SqliteDatabase;
  readonly #select: Statement;

  constructor(connection: SqliteDatabase) {
    this.#connection = connection;
    this.#select = connection.prepareArrays(`SELECT ${DETAIL_COLUMNS} FROM events WHERE position > ? AND position <= ? ORDER BY position`);
  }

  page(after: number, upTo: number): DetailRow[] {
    return this.#connection.use(() => this.#select.all(after, upTo) as unknown as DetailRow[]);
  }
}
