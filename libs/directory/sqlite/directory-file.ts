import { closeSync, existsSync, openSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DirectoryNotOpenableError } from '../directory.errors.js';
import type { KeyedHash } from '../keyed-hash.js';
import { migrate } from './migrations.js';
import { inTransaction, SQLITE, sqliteCode } from './transaction.js';

const MOST_SWITCHES = 50;
const NOT_ALLOWED = 'cannot be opened for writing: give this user the right to write it and its folder';
const UNUSABLE: Readonly<Record<string, string>> = {
  [SQLITE.READONLY]: NOT_ALLOWED,
  [SQLITE.CANTOPEN]: NOT_ALLOWED,
  [SQLITE.NOTADB]: 'is no SQLite database: choose another path',
  EISDIR: 'is a folder: choose another path',
  EACCES: NOT_ALLOWED,
  EPERM: NOT_ALLOWED,
  EROFS: NOT_ALLOWED,
};

/** Opens the file, made when missing, readable by its owner only, at the newest version and for this secret. */
export function openDirectoryFile(path: string, hash: KeyedHash, busyTimeoutMs: number): DatabaseSync {
  const folder = dirname(resolve(path));
  if (!existsSync(folder))
    throw new DirectoryNotOpenableError(`${path} cannot be made: the folder ${folder} does not exist. Make it first.`);
  let db: DatabaseSync | undefined;
  try {
    closeSync(openSync(path, 'a', 0o600));
    db = new DatabaseSync(path, { timeout: busyTimeoutMs });
    // FULL: a key is on the disk before anything is appended under it. Secure delete: what is deleted is overwritten.
    switchToWal(db);
    db.exec('PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON');
    migrate(db, path);
    requireSecret(db, path, hash.check());
    return db;
  } catch (error) {
    if (db?.isOpen) db.close();
    throw explained(error, path);
  }
}

/** Of several processes that open a new file at once, only one can switch; SQLite does not let the others wait for it. */
function switchToWal(db: DatabaseSync): void {
  for (let attempt = 1; ; attempt++) {
    try {
      db.exec('PRAGMA journal_mode = WAL');
      return;
    } catch (error) {
      if (sqliteCode(error) !== SQLITE.BUSY || attempt === MOST_SWITCHES) throw error;
      // Waits for the other one, because taking the write lock does honour the busy timeout.
      db.exec('BEGIN IMMEDIATE; ROLLBACK');
    }
  }
}

function requireSecret(db: DatabaseSync, path: string, check: Buffer): void {
  const stored = storedCheck(db) ?? inTransaction(db, () => firstCheck(db, check));
  if (check.equals(stored)) return;
  throw new DirectoryNotOpenableError(
    `${path} was made with another secret: set HOMEROOM_SECRET to that one. With this one nobody would be found and everybody would get a new key.`,
  );
}

/** Of several processes that open a new file at once, the first one's stands. */
function firstCheck(db: DatabaseSync, check: Buffer): Uint8Array {
  db.prepare('INSERT INTO directory (one, secret_check, erasures, traces) VALUES (1, ?, 0, 0) ON CONFLICT DO NOTHING').run(check);
  return storedCheck(db) ?? check;
}

function storedCheck(db: DatabaseSync): Uint8Array | undefined {
  return db.prepare('SELECT secret_check FROM directory').get()?.['secret_check'] as Uint8Array | undefined;
}

function explained(error: unknown, path: string): unknown {
  const advice = UNUSABLE[String(Object(error).code)] ?? UNUSABLE[sqliteCode(error)];
  return advice === undefined ? error : new DirectoryNotOpenableError(`${path} ${advice}.`, { cause: error });
}
