import { closeSync, openSync } from 'node:fs';
import { resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { explainError, isBusy, type Store } from './explain-error.js';
import type { FileKind } from './file-kind.js';
import { layoutOf, migrate } from './layout.js';
import { SqliteDatabase } from './sqlite-database.js';
import { StoreNotOpenableError } from './sqlite.errors.js';

export interface SqliteOptions extends Pick<Store, 'onDamage'> {
  /** The file; made when missing, for its owner only, in a folder that exists. */
  readonly path: string;
  /** How long a writer waits for another process; default 10,000 ms. The whole process waits with it. */
  readonly busyTimeoutMs?: number;
  /** The file may not grow beyond this; default without limit. */
  readonly maxBytes?: number;
}

const BUSY_TIMEOUT_MS = 10_000;
const MOST_SWITCHES = 50;

/** Opens a file at the newest layout, with a write-ahead log. @throws StoreNotOpenableError and those of `SqliteDatabase.use` */
export function openSqlite(kind: FileKind, { path, busyTimeoutMs = BUSY_TIMEOUT_MS, maxBytes, onDamage }: SqliteOptions): SqliteDatabase {
  const store = { ...kind, path: resolve(path), onDamage };
  let db: DatabaseSync | undefined;
  try {
    // SQLite opens a file that may not be written for reading only and fails at the first write: here it fails at once.
    closeSync(openSync(store.path, 'a', 0o600));
    db = new DatabaseSync(store.path, { timeout: busyTimeoutMs });
    if (layoutOf(db, store.path, kind) === 0) db.exec(kind.whenNew ?? '');
    switchToWal(db, store.path);
    db.exec(kind.pragmas);
    const database = new SqliteDatabase(db, store);
    migrate(db, database, kind);
    if (maxBytes !== undefined) limit(db, maxBytes);
    return database;
  } catch (error) {
    if (db?.isOpen) db.close();
    throw explainError(error, store);
  }
}

/** A file of one process that ends with its work: nothing is protected against a crash. @throws as `openSqlite` */
export function openScratchDatabase(path: string): SqliteDatabase {
  const store = { path, what: 'work in progress', loss: 'nothing is lost', remedy: 'remove it and begin again' };
  try {
    const db = new DatabaseSync(path);
    db.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -32768');
    return new SqliteDatabase(db, store);
  } catch (error) {
    throw explainError(error, store);
  }
}

/** Of several processes that open a new file at once, only one can switch; SQLite does not let the others wait for it. */
function switchToWal(db: DatabaseSync, path: string): void {
  for (let attempt = 1; ; attempt++) {
    try {
      if (db.prepare('PRAGMA journal_mode = WAL').get()?.['journal_mode'] === 'wal') return;
      break;
    } catch (error) {
      if (!isBusy(error) || attempt === MOST_SWITCHES) throw error;
      // Waits for the other one, because taking the write lock does honour the busy timeout.
      db.exec('BEGIN IMMEDIATE; ROLLBACK');
    }
  }
  throw new StoreNotOpenableError(`${path} cannot be used: its file system refuses SQLite's WAL mode. Choose a path on a local disk.`);
}

function limit(db: DatabaseSync, maxBytes: number): void {
  const pageSize = Number(db.prepare('PRAGMA page_size').get()?.['page_size']);
  db.exec(`PRAGMA max_page_count = ${Math.max(1, Math.floor(maxBytes / pageSize))}`);
}
