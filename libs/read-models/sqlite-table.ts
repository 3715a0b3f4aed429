import type { IndexValue } from '#libs/event-sourcing';
import type { SqliteDatabase } from '#libs/sqlite';
import { type CollectionLayout, valuesOf } from './collection-layout.js';

/**
 * Makes the table of a collection, or makes it anew where its indexes have changed.
 *
 * Indexed fields are columns of their own, filled by the writer: against generated columns over the JSON text that was
 * measured as 28,000 instead of 26,000 inserts and 24,500 instead of 20,000 updates a second (2 KB bodies, two indexes).
 */
export function prepareTable(database: SqliteDatabase, layout: CollectionLayout): void {
  if (standingIndexes(database, layout.name) === layout.signature) return;
  database.write(() => {
    const standing = standingIndexes(database, layout.name);
    if (standing === layout.signature) return;
    if (standing === undefined) createTable(database, layout);
    else rebuildTable(database, layout);
    createIndexes(database, layout);
    const record = 'INSERT INTO collections (name, indexes) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET indexes = excluded.indexes';
    database.prepare(record).run(layout.name, layout.signature);
  });
}

/** The definition by which the collection is indexed now, as text; undefined when there is no such collection. */
export function standingIndexes(database: SqliteDatabase, collection: string): string | undefined {
  const row = database.use(() => database.prepare('SELECT indexes FROM collections WHERE name = ?').get(collection));
  return row === undefined ? undefined : String(row['indexes']);
}

export const tableName = (collection: string): string => `"documents.${collection}"`;
export const indexName = (collection: string, index: string): string => `"documents.${collection}.${index}"`;
export const columnName = (field: string): string => `"field.${field}"`;

/**
 * Null is kept as minus infinity, which no body can hold: it sorts before all numbers as null does, and, other than NULL, it can
 * be compared within a row value, so that a page begins by a jump into the index.
 */
export function columnValue(value: IndexValue): string | number {
  return value ?? -Infinity;
}

/** Inserts a document that does not exist; parameters: id, position, body, the columns. */
export function insertSql(layout: CollectionLayout): string {
  const columns = ['id', 'position', 'body', ...layout.fields.map(columnName)];
  return `INSERT INTO ${tableName(layout.name)} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')}) ON CONFLICT (id) DO NOTHING`;
}

function createTable(database: SqliteDatabase, layout: CollectionLayout): void {
  const columns = layout.fields.map((field) => `, ${columnName(field)} ANY NOT NULL`).join('');
  database.exec(
    `CREATE TABLE ${tableName(layout.name)} (id TEXT NOT NULL PRIMARY KEY, position INTEGER NOT NULL, body TEXT NOT NULL${columns}) STRICT`,
  );
}

function createIndexes(database: SqliteDatabase, layout: CollectionLayout): void {
  for (const [name, fields] of layout.indexes) {
    const columns = [...fields.map(columnName), 'id'].join(', ');
    database.exec(`CREATE INDEX ${indexName(layout.name, name)} ON ${tableName(layout.name)} (${columns})`);
  }
}

function rebuildTable(database: SqliteDatabase, layout: CollectionLayout): void {
  const old = '"documents to be indexed anew"';
  database.exec(`ALTER TABLE ${tableName(layout.name)} RENAME TO ${old}`);
  createTable(database, layout);
  const insert = database.prepare(insertSql(layout));
  for (const row of database.prepare(`SELECT id, position, body FROM ${old}`).iterate()) {
    const { id, position, body } = row as { id: string; position: number; body: string };
    insert.run(id, position, body, ...valuesOf(layout.fields, JSON.parse(body) as object).map(columnValue));
  }
  database.exec(`DROP TABLE ${old}`);
}
