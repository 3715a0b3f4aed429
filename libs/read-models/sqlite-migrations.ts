import type { DatabaseSync } from 'node:sqlite';
import { inTransaction } from './sqlite-transaction.js';

/** Marks the file as read models ("HRrm"), so that a log or a directory named by mistake is not written to. */
const APPLICATION_ID = 0x4852726d;

/** Statements that lead from one layout of the file to the next; never changed once released, only added to. */
const MIGRATIONS: readonly string[] = [
  `CREATE TABLE collections (name TEXT PRIMARY KEY, indexes TEXT NOT NULL) STRICT, WITHOUT ROWID;
   CREATE TABLE removed (
     collection TEXT NOT NULL, id TEXT NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (collection, id)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE checkpoints (projection TEXT PRIMARY KEY, position INTEGER NOT NULL) STRICT, WITHOUT ROWID;
   CREATE TABLE leases (name TEXT PRIMARY KEY, holder TEXT NOT NULL, expires_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;`,
];

/** Brings the file to the newest layout; several processes may try at once. */
export function migrate(database: DatabaseSync, path: string, migrations: readonly string[] = MIGRATIONS): void {
  if (layoutVersion(database, path, migrations.length) === migrations.length) return;
  inTransaction(database, () => {
    const version = layoutVersion(database, path, migrations.length);
    for (const statements of migrations.slice(version)) database.exec(statements);
    database.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${migrations.length}`);
  });
}

/** Refuses a file that belongs to something else, before anything is changed in it. */
export function requireReadModels(database: DatabaseSync, path: string): void {
  const empty = database.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined;
  if (!empty && readPragma(database, 'application_id') !== APPLICATION_ID) {
    throw new Error(`${path} holds something other than read models; name another file for them.`);
  }
}

function layoutVersion(database: DatabaseSync, path: string, newest: number): number {
  const version = readPragma(database, 'user_version');
  if (version > newest) {
    throw new Error(
      `${path} was written by a newer version (layout ${version}, this one knows ${newest}): use that version, ` +
        'or remove the file and let the read models be folded again.',
    );
  }
  return version;
}

function readPragma(database: DatabaseSync, name: 'user_version' | 'application_id'): number {
  return Number(database.prepare(`PRAGMA ${name}`).get()?.[name]);
}
