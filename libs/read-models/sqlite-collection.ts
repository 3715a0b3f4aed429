import type { Collection, CountOptions, DocumentWrite, FindOptions, Page, StoredDocument } from '#libs/event-sourcing';
import type { SqliteDatabase, Statement } from '#libs/sqlite';
import { type CollectionLayout, requireSameIndexes } from './collection-layout.js';
import { encodeWrites } from './document-text.js';
import { pageOf, planCount, planFind } from './find-plan.js';
import { requireFewDocuments } from './limits.js';
import { SqliteDocumentWriter } from './sqlite-document-writer.js';
import { countStatement, findStatement } from './sqlite-find.js';
import { standingIndexes, tableName } from './sqlite-table.js';

const PAGE_OF_ALL = 500;

export class SqliteCollection<T> implements Collection<T> {
  readonly #layout: CollectionLayout;
  readonly #database: SqliteDatabase;
  /** One per shape of a statement, of which a definition allows a few dozen. */
  readonly #statements = new Map<string, Statement>();
  readonly #writer: SqliteDocumentWriter;

  constructor(layout: CollectionLayout, database: SqliteDatabase) {
    this.#layout = layout;
    this.#database = database;
    this.#writer = new SqliteDocumentWriter(layout, (sql) => this.#prepared(sql));
  }

  async get(id: string): Promise<StoredDocument<T> | null> {
    return this.#database.use(() => this.#read(id));
  }

  async getMany(ids: readonly string[]): Promise<readonly StoredDocument<T>[]> {
    requireFewDocuments(ids.length);
    return this.#database.use(() => [...new Set(ids)].map((id) => this.#read(id)).filter((document) => document !== null));
  }

  async getManyWithRemoved(ids: readonly string[]): Promise<readonly StoredDocument<T | null>[]> {
    requireFewDocuments(ids.length);
    // One read transaction: a document that is removed in between must not be seen by neither of the two statements.
    return this.#database.read(() =>
      [...new Set(ids)].map((id) => this.#read(id) ?? this.#readRemoved(id)).filter((document) => document !== null),
    );
  }

  async find(options: FindOptions): Promise<Page<T>> {
    const plan = planFind(this.#layout, options);
    const { sql, parameters } = findStatement(this.#layout, plan);
    const rows = this.#database.use(() => this.#prepared(sql).all(...parameters));
    return pageOf(plan, rows.map(documentOf<T>));
  }

  async *all(start = ''): AsyncIterable<StoredDocument<T>> {
    const sql = `SELECT id, position, body FROM ${tableName(this.#layout.name)} WHERE id > ? ORDER BY id LIMIT ${PAGE_OF_ALL}`;
    let after = start;
    for (;;) {
      const since = after;
      const rows = this.#database.use(() => this.#prepared(sql).all(since)).map(documentOf<T>);
      yield* rows;
      const last = rows.at(-1);
      if (last === undefined) return;
      after = last.id;
    }
  }

  async count(some?: CountOptions): Promise<number> {
    const all = { sql: `SELECT count(*) AS documents FROM ${tableName(this.#layout.name)}`, parameters: [] };
    const { sql, parameters } = some === undefined ? all : countStatement(this.#layout, planCount(this.#layout, some), some.most);
    return Number(this.#database.use(() => this.#prepared(sql).get(...parameters))?.['documents']);
  }

  async write(writes: readonly DocumentWrite<T>[]): Promise<readonly string[]> {
    const encoded = encodeWrites(this.#layout, writes);
    if (encoded.length === 0) return [];
    return this.#database.write(() => {
      requireSameIndexes(this.#layout, standingIndexes(this.#database, this.#layout.name));
      return encoded.filter((write) => !this.#writer.apply(write)).map((write) => write.id);
    });
  }

  #read(id: string): StoredDocument<T> | null {
    const row = this.#prepared(`SELECT id, position, body FROM ${tableName(this.#layout.name)} WHERE id = ?`).get(id);
    return row === undefined ? null : documentOf<T>(row);
  }

  #readRemoved(id: string): StoredDocument<null> | null {
    const row = this.#prepared('SELECT position FROM removed WHERE collection = ? AND id = ?').get(this.#layout.name, id);
    return row === undefined ? null : { id, position: Number(row['position']), body: null };
  }

  #prepared(sql: string): Statement {
    const statement = this.#statements.get(sql) ?? this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}

function documentOf<T>(row: Record<string, unknown>): StoredDocument<T> {
  return { id: String(row['id']), position: Number(row['position']), body: JSON.parse(String(row['body'])) as T };
}
