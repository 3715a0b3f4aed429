import { setImmediate as turn } from 'node:timers/promises';
import type { SqliteDatabase } from '#libs/sqlite';
import { tableName } from './sqlite-table.js';

/** Few, so that nobody who writes beside it waits long. */
const DOCUMENTS_AT_ONCE = 2_000;
const PAGES_AT_ONCE = 2_000;

/** Removes the table of a collection, piece by piece: what is left after a crash is removed by the next call. */
export async function removeTable(database: SqliteDatabase, collection: string): Promise<void> {
  const table = tableName(collection);
  for (const index of indexesOf(database, collection)) database.write(() => database.exec(`DROP INDEX "${index}"`));
  const some = `DELETE FROM ${table} WHERE id IN (SELECT id FROM ${table} LIMIT ${DOCUMENTS_AT_ONCE})`;
  while (database.write(() => Number(database.prepare(some).run().changes)) > 0) await turn();
  database.write(() => {
    database.exec(`DROP TABLE ${table}`);
    database.prepare('DELETE FROM collections WHERE name = ?').run(collection);
    database.prepare('DELETE FROM removed WHERE collection = ?').run(collection);
  });
}

/** Makes the file smaller by what is free in it. One that was made before this was thought of is written anew, once. */
export async function giveSpaceBack(database: SqliteDatabase): Promise<void> {
  if (pragma(database, 'auto_vacuum') === 0) database.exec('PRAGMA auto_vacuum = INCREMENTAL; VACUUM');
  while (pragma(database, 'freelist_count') > 0) {
    database.use(() => database.prepare(`PRAGMA incremental_vacuum(${PAGES_AT_ONCE})`).all());
    await turn();
  }
  database.use(() => database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').all());
}

/** Those that were made for it, not those that SQLite keeps by itself. */
function indexesOf(database: SqliteDatabase, collection: string): string[] {
  const sql = "SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL";
  return database.use(() => database.prepare(sql).all(`documents.${collection}`)).map(({ name }) => String(name));
}

function pragma(database: SqliteDatabase, name: string): number {
  return Number(database.use(() => database.prepare(`PRAGMA ${name}`).get())?.[name]);
}
