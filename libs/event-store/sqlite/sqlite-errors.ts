import { StorageFullError, StoreDamagedError, StoreLockedError } from '../event-store.errors.js';

/** Primary result codes of SQLite, https://sqlite.org/rescode.html. */
export const SQLITE = { BUSY: 5, LOCKED: 6, READONLY: 8, CORRUPT: 11, FULL: 13, CANTOPEN: 14, NOTADB: 26 } as const;

/** The primary result code; 0 for an error that is not SQLite's. */
export function sqliteCode(error: unknown): number {
  if (typeof error !== 'object' || error === null || !('errcode' in error)) return 0;
  return typeof error.errcode === 'number' ? error.errcode & 0xff : 0;
}

/** What an operator can act on; other errors stay as they are. */
export function translateSqliteError(error: unknown, path: string): unknown {
  const reason = error instanceof Error ? error.message : String(error);
  switch (sqliteCode(error)) {
    case SQLITE.FULL:
      return new StorageFullError(`There is no room to append to ${path} (${reason}): free some space, then the same append will succeed.`);
    case SQLITE.BUSY:
    case SQLITE.LOCKED:
      return new StoreLockedError(`${path} stays locked by another process (${reason}): end it, or try again when it has finished.`);
    case SQLITE.CORRUPT:
    case SQLITE.NOTADB:
      return new StoreDamagedError(`${path} is damaged (${reason}): restore it from a backup.`);
    default:
      return error;
  }
}
