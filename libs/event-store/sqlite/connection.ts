import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { StoreClosedError, StoreNotOpenableError } from '../event-store.errors.js';
import { migrate } from './migrations.js';
import { SQLITE, sqliteCode, translateSqliteError } from './sqlite-errors.js';

export interface ConnectionOptions {
  /** The file; made when missing, in a folder that exists. */
  readonly path: string;
  /** How long an append waits for another process's; default 5,000 ms. The whole process waits with it. */
  readonly busyTimeoutMs?: number;
  /** The file may not grow beyond this; default without limit. */
  readonly maxBytes?: number;
}

/** The file of one log. Every error of it is one that an operator can act on. */
export class Connection {
  readonly path: string;
  readonly #db: DatabaseSync;

  constructor(options: ConnectionOptions) {
    this.path = options.path;
    this.#db = open(options);
  }

  get isOpen(): boolean {
    return this.#db.isOpen;
  }

  /** A statement whose rows are arrays. */
  prepare(sql: string): StatementSync {
    const statement = this.#db.prepare(sql);
    statement.setReturnArrays(true);
    return statement;
  }

  /** Runs `work`, with the errors of SQLite translated. */
  use<T>(work: () => T): T {
    if (!this.#db.isOpen) throw new StoreClosedError();
    try {
      return work();
    } catch (error) {
      throw translateSqliteError(error, this.path);
    }
  }

  /** The same in one durable transaction that holds the write lock: all of it stands afterwards, or nothing. */
  write<T>(work: () => T): T {
    return this.use(() => {
      this.#db.exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        this.#db.exec('COMMIT');
        return result;
      } catch (error) {
        if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
        throw error;
      }
    });
  }

  close(): void {
    if (this.#db.isOpen) this.#db.close();
  }
}

function open({ path, busyTimeoutMs = 5_000, maxBytes }: ConnectionOptions): DatabaseSync {
  const folder = dirname(path);
  if (!existsSync(folder)) throw new StoreNotOpenableError(`${path} cannot be made: the folder ${folder} does not exist. Make it first.`);
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(path, { timeout: busyTimeoutMs });
    configure(db, path, maxBytes);
    migrate(db, path);
    return db;
  } catch (error) {
    if (db?.isOpen) db.close();
    throw explain(error, path);
  }
}

function configure(db: DatabaseSync, path: string, maxBytes: number | undefined): void {
  const mode = db.prepare('PRAGMA journal_mode = WAL').get()?.['journal_mode'];
  if (mode !== 'wal') {
    throw new StoreNotOpenableError(`${path} cannot be used: its file system refuses SQLite's WAL mode. Choose a path on a local disk.`);
  }
  // FULL: an append is on the disk before it is answered. A log of 16 MB is copied into the file at once, not of 4.
  db.exec('PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 4000');
  if (maxBytes === undefined) return;
  const pageSize = Number(db.prepare('PRAGMA page_size').get()?.['page_size']);
  db.exec(`PRAGMA max_page_count = ${Math.max(1, Math.floor(maxBytes / pageSize))}`);
}

function explain(error: unknown, path: string): unknown {
  switch (sqliteCode(error)) {
    case SQLITE.CANTOPEN:
    case SQLITE.READONLY:
      return new StoreNotOpenableError(`${path} cannot be opened for writing: give this user the right to write it and its folder.`);
    case SQLITE.NOTADB:
      return new StoreNotOpenableError(`${path} is not an event log: choose another path.`);
    default:
      return translateSqliteError(error, path);
  }
}
