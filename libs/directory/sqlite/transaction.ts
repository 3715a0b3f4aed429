import type { DatabaseSync } from 'node:sqlite';
import { DirectoryUnavailableError } from '../directory.errors.js';

/** Primary result codes of SQLite, https://sqlite.org/rescode.html. */
export const SQLITE = { BUSY: 5, READONLY: 8, FULL: 13, CANTOPEN: 14, NOTADB: 26 } as const;

/** The primary result code; 0 for an error that is not SQLite's. */
export function sqliteCode(error: unknown): number {
  return Number(Object(error).errcode ?? 0) & 0xff;
}

/** Runs `work` in one write transaction: all of it is on the disk afterwards, or nothing. @throws DirectoryUnavailableError */
export function inTransaction<T>(db: DatabaseSync, work: () => T): T {
  try {
    db.exec('BEGIN IMMEDIATE');
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw explained(error, db.location() ?? '');
  }
}

function explained(error: unknown, path: string): unknown {
  switch (sqliteCode(error)) {
    case SQLITE.BUSY:
      return new DirectoryUnavailableError(`${path} stays locked by another process: end it, or try again when it has finished.`);
    case SQLITE.FULL:
      return new DirectoryUnavailableError(`There is no room to write to ${path}: free some space and try again; nothing was changed.`);
    default:
      return error;
  }
}

export function pragma(db: DatabaseSync, name: 'application_id' | 'user_version'): number {
  return Number(db.prepare(`PRAGMA ${name}`).get()?.[name]);
}
