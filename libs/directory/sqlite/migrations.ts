import { readdirSync, readFileSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { DirectoryNotOpenableError } from '../directory.errors.js';
import { inTransaction, pragma } from './transaction.js';

/** 'HDIR', set by the first migration. */
const APPLICATION_ID = 0x48444952;

const folder = new URL('../migrations/', import.meta.url);

/** `NNN-what.sql`, in order; each runs once, in the transaction that also notes its version. */
const migrations: readonly string[] = readdirSync(folder)
  .filter((file) => file.endsWith('.sql'))
  .sort()
  .map((file) => readFileSync(new URL(file, folder), 'utf8'));

/** Brings the file to the newest version; several processes may try at once. */
export function migrate(db: DatabaseSync, path: string, steps: readonly string[] = migrations): void {
  if (versionOf(db, path, steps.length) === steps.length) return;
  inTransaction(db, () => {
    // Asked again under the lock: another process may have migrated the file meanwhile.
    for (const sql of steps.slice(versionOf(db, path, steps.length))) db.exec(sql);
    db.exec(`PRAGMA user_version = ${steps.length}`);
  });
}

function versionOf(db: DatabaseSync, path: string, newest: number): number {
  const version = pragma(db, 'user_version');
  const isEmpty = db.prepare('SELECT 1 FROM sqlite_schema').get() === undefined;
  if (!isEmpty && pragma(db, 'application_id') !== APPLICATION_ID) {
    throw new DirectoryNotOpenableError(`${path} is not a directory of people but another database: choose another path.`);
  }
  if (version > newest) {
    throw new DirectoryNotOpenableError(
      `${path} was made by a newer Homeroom (version ${version}, this one knows ${newest}): use that version, or another folder.`,
    );
  }
  return version;
}
