import { openSqlite, readMigrations, type FileKind, type SqliteDatabase, type SqliteOptions } from '#libs/sqlite';
import { DirectoryNotOpenableError } from '../directory.errors.js';
import type { KeyedHash } from '../keyed-hash.js';

const DIRECTORY_FILE: FileKind = {
  what: 'directory of people',
  remedy: 'restore it from a backup (homeroom restore)',
  /** 'HDIR' */
  applicationId: 0x48444952,
  migrations: readMigrations(new URL('../migrations/', import.meta.url)),
  // FULL: a key is on the disk before anything is appended under it. Secure delete: what is deleted is overwritten.
  pragmas: 'PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON',
};

/** Opens the file at the newest version and for this secret. @throws DirectoryNotOpenableError for another one; as `openSqlite` */
export function openDirectoryFile(options: SqliteOptions, hash: KeyedHash): SqliteDatabase {
  const database = openSqlite(DIRECTORY_FILE, options);
  try {
    requireSecret(database, hash.check());
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function requireSecret(database: SqliteDatabase, check: Buffer): void {
  const stored = storedCheck(database) ?? database.write(() => firstCheck(database, check));
  if (check.equals(stored)) return;
  throw new DirectoryNotOpenableError(
    `${database.path} was made with another secret: set HOMEROOM_SECRET to that one. With this one nobody would be found and everybody would get a new key.`,
  );
}

/** Of several processes that open a new file at once, the first one's stands. */
function firstCheck(database: SqliteDatabase, check: Buffer): Uint8Array {
  database.prepare('INSERT INTO directory (one, secret_check, erasures, traces) VALUES (1, ?, 0, 0) ON CONFLICT DO NOTHING').run(check);
  return storedCheck(database) ?? check;
}

function storedCheck(database: SqliteDatabase): Uint8Array | undefined {
  const row = database.use(() => database.prepare('SELECT secret_check FROM directory').get());
  return row?.['secret_check'] as Uint8Array | undefined;
}
