import { readdirSync, readFileSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { eventIdOf } from '../event-id.js';
import { StoreNotOpenableError } from '../event-store.errors.js';
import { checksumOf } from './checksum.js';

export interface Migration {
  /** The file's version after it. */
  readonly version: number;
  readonly sql: string;
}

/** 'HLOG', set by the first migration. */
const APPLICATION_ID = 0x484c4f47;

const folder = new URL('../migrations/', import.meta.url);

/** `NNN-what.sql`, in order; each runs once, in the transaction that also notes its version. */
export const migrations: readonly Migration[] = readdirSync(folder)
  .filter((file) => file.endsWith('.sql'))
  .sort()
  .map((file) => ({ version: Number.parseInt(file, 10), sql: readFileSync(new URL(file, folder), 'utf8') }));

/** Brings the file to the newest version; throws `StoreNotOpenableError` where it is newer than this program or no event log. */
export function migrate(db: DatabaseSync, path: string, steps: readonly Migration[] = migrations): void {
  if (versionOf(db, path, steps) === steps.length) return;
  db.function('event_checksum', { deterministic: true, varargs: true }, checksumOfColumns);
  db.exec('BEGIN IMMEDIATE');
  try {
    // Asked again under the lock: another process may have migrated the file meanwhile.
    const version = versionOf(db, path, steps);
    for (const step of steps.slice(version)) db.exec(`${step.sql}; PRAGMA user_version = ${step.version}`);
    db.exec('COMMIT');
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

function versionOf(db: DatabaseSync, path: string, steps: readonly Migration[]): number {
  const version = pragma(db, 'user_version');
  const isEmpty = db.prepare('SELECT 1 FROM sqlite_schema').get() === undefined;
  if (!isEmpty && pragma(db, 'application_id') !== APPLICATION_ID) {
    throw new StoreNotOpenableError(`${path} is not an event log but another database: choose another path.`);
  }
  if (version > steps.length) {
    throw new StoreNotOpenableError(
      `${path} was made by a newer Homeroom (version ${version}, this one knows ${steps.length}): use that version, or another folder.`,
    );
  }
  return version;
}

function pragma(db: DatabaseSync, name: string): number {
  return Number(db.prepare(`PRAGMA ${name}`).get()?.[name]);
}

function checksumOfColumns(...columns: unknown[]): number {
  const [position, stream, revision, type, superseded, id, recordedAt, data, metadata] = columns as [
    ...[number, string, number, string, number, string, number, string, string],
  ];
  return checksumOf({ position, stream, revision, type, superseded: superseded === 1, id: eventIdOf(id), recordedAt, data, metadata });
}
