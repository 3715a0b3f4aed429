import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

type Row = readonly (number | string | Uint8Array)[];

const COLUMNS = 'position, stream, revision, type, id, recorded_at, data, metadata, superseded, checksum, previous';
const BATCH = 500;
const PAGE = 2_000;

/** The rows of a log in a table without anything around it, as long as the log is: the least that appending and reading can cost. */
export class BareLog {
  readonly #db: DatabaseSync;

  constructor(folder: string) {
    this.#db = new DatabaseSync(join(folder, 'bare.sqlite'));
    this.#db.exec(`
      PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 4000;
      CREATE TABLE events (position INTEGER PRIMARY KEY, stream INTEGER NOT NULL, revision INTEGER NOT NULL, type INTEGER NOT NULL,
        id BLOB NOT NULL, recorded_at INTEGER NOT NULL, data TEXT NOT NULL, metadata TEXT NOT NULL,
        superseded INTEGER NOT NULL, checksum INTEGER NOT NULL, previous INTEGER NOT NULL) STRICT`);
    this.#db.prepare('ATTACH ? AS log').run(join(folder, 'log.sqlite'));
  }

  /** Copies what the log has more. */
  follow(): void {
    this.#db.exec(`INSERT INTO events SELECT ${COLUMNS} FROM log.events WHERE position > (SELECT coalesce(max(position), 0) FROM events)`);
  }

  /** What the log has more, ready to be inserted. */
  missing(): Row[] {
    const select = this.#db.prepare(
      `SELECT ${COLUMNS} FROM log.events WHERE position > (SELECT coalesce(max(position), 0) FROM events) ORDER BY position`,
    );
    select.setReturnArrays(true);
    return select.all() as unknown as Row[];
  }

  /** A transaction for so many rows as the intake takes at once. */
  insert(rows: readonly Row[]): void {
    const insert = this.#db.prepare(`INSERT INTO events (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
    for (let from = 0; from < rows.length; from += BATCH) {
      this.#db.exec('BEGIN IMMEDIATE');
      for (const row of rows.slice(from, from + BATCH)) insert.run(...row);
      this.#db.exec('COMMIT');
    }
  }

  /** The columns that a fold needs, in pages, each payload parsed and dropped. @returns how many events there are after a position. */
  scan(after: number): number {
    const statement = this.#db.prepare(
      'SELECT position, stream, revision, type, data FROM events WHERE position > ? ORDER BY position LIMIT ?',
    );
    statement.setReturnArrays(true);
    let count = 0;
    for (let position = after; ;) {
      const rows = statement.all(position, PAGE) as unknown as [number, number, number, number, string][];
      const last = rows.at(-1);
      if (last === undefined) return count;
      for (const row of rows) JSON.parse(row[4]);
      count += rows.length;
      position = last[0];
    }
  }

  close(): void {
    this.#db.close();
  }
}
