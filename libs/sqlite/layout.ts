import type { DatabaseSync } from 'node:sqlite';
import type { FileKind } from './file-kind.js';
import type { SqliteDatabase } from './sqlite-database.js';
import { StoreNotOpenableError } from './sqlite.errors.js';

/** Brings the file to the newest layout; several processes may try at once. @throws StoreNotOpenableError */
export function migrate(db: DatabaseSync, database: SqliteDatabase, kind: FileKind): void {
  const { migrations, applicationId, functions = {} } = kind;
  if (layoutOf(db, database.path, kind) === migrations.length) return;
  for (const [name, of] of Object.entries(functions)) db.function(name, { deterministic: true, varargs: true }, of);
  database.write(() => {
    // Asked again under the lock: another process may have migrated the file meanwhile.
    for (const sql of migrations.slice(layoutOf(db, database.path, kind))) db.exec(sql);
    db.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${migrations.length}`);
  });
}

/** The version of the file; refuses one of something else or of a newer program, before anything is changed in it. */
export function layoutOf(db: DatabaseSync, path: string, { what, remedy, applicationId, migrations }: FileKind): number {
  const pragma = (name: string): number => Number(db.prepare(`PRAGMA ${name}`).get()?.[name]);
  const isEmpty = db.prepare('SELECT 1 FROM sqlite_schema').get() === undefined;
  if (!isEmpty && pragma('application_id') !== applicationId) {
    throw new StoreNotOpenableError(`${path} is another database: name another file for the ${what}.`);
  }
  const version = pragma('user_version');
  if (version <= migrations.length) return version;
  throw new StoreNotOpenableError(
    `${path} was made by a newer Homeroom (version ${version}, this one knows ${migrations.length}): use that version, or ${remedy}.`,
  );
}
