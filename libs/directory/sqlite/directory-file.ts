import { FROM_BACKUP, openSqlite, readMigrations, type FileKind, type SqliteDatabase, type SqliteOptions } from '#libs/sqlite';
import type { OpenedSecret } from '../opened-secret.js';
import { openDirectorySecret } from './directory-secret.js';

const DIRECTORY_FILE: FileKind = {
  what: 'directory of people',
  loss: 'names, ids and refused records in its damaged places are lost unless a backup has them, events are not',
  remedy: FROM_BACKUP,
  /** 'HDIR' */
  applicationId: 0x48444952,
  migrations: readMigrations(new URL('../migrations/', import.meta.url)),
  // FULL: a key is on the disk before anything is appended under it. Secure delete: what is deleted is overwritten.
  pragmas: 'PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON',
};

/** Opens the file at the newest version, with what the secret opens. @throws DirectoryNotOpenableError for another one; as `openSqlite` */
export function openDirectoryFile(
  options: SqliteOptions,
  secret: string,
): { readonly database: SqliteDatabase; readonly opened: OpenedSecret } {
  const database = openSqlite(DIRECTORY_FILE, options);
  try {
    return { database, opened: openDirectorySecret(database, secret) };
  } catch (error) {
    database.close();
    throw error;
  }
}
