import type { Statement } from '#libs/sqlite';
import type { CollectionLayout } from './collection-layout.js';
import type { EncodedWrite } from './document-text.js';
import { columnName, columnValue, insertSql, tableName } from './sqlite-table.js';

type Body = NonNullable<EncodedWrite['body']>;

/** Applies guarded writes to one collection, within a write transaction of the caller. */
export class SqliteDocumentWriter {
  readonly #layout: CollectionLayout;
  readonly #prepared: (sql: string) => Statement;
  readonly #table: string;
  readonly #updateSql: string;

  constructor(layout: CollectionLayout, prepared: (sql: string) => Statement) {
    this.#layout = layout;
    this.#prepared = prepared;
    this.#table = tableName(layout.name);
    const columns = layout.fields.map((field) => `, ${columnName(field)} = ?`).join('');
    this.#updateSql = `UPDATE ${this.#table} SET position = ?, body = ?${columns} WHERE id = ? AND position = ?`;
  }

  /** False, and nothing is changed, where the guard does not match. */
  apply({ id, previous, position, body }: EncodedWrite): boolean {
    if (body === null) return this.#clear(id, previous) && this.#remember(id, position);
    if (previous !== null && this.#replace(id, previous, { position, body })) return true;
    return (previous === null ? !this.#wasRemoved(id) : this.#forget(id, previous)) && this.#insert(id, position, body);
  }

  /** Makes room for a removal: takes away what stands at `previous`, or sees that there never was anything. */
  #clear(id: string, previous: number | null): boolean {
    if (previous === null) return !this.#exists(id) && !this.#wasRemoved(id);
    return this.#changesOne(`DELETE FROM ${this.#table} WHERE id = ? AND position = ?`, id, previous) || this.#forget(id, previous);
  }

  #insert(id: string, position: number, { text, values }: Body): boolean {
    return this.#changesOne(insertSql(this.#layout), id, position, text, ...values.map(columnValue));
  }

  #replace(id: string, previous: number, { position, body: { text, values } }: { position: number; body: Body }): boolean {
    return this.#changesOne(this.#updateSql, position, text, ...values.map(columnValue), id, previous);
  }

  #exists(id: string): boolean {
    return this.#prepared(`SELECT 1 FROM ${this.#table} WHERE id = ?`).get(id) !== undefined;
  }

  #wasRemoved(id: string): boolean {
    return this.#prepared('SELECT 1 FROM removed WHERE collection = ? AND id = ?').get(this.#layout.name, id) !== undefined;
  }

  #remember(id: string, position: number): boolean {
    return this.#changesOne('INSERT INTO removed (collection, id, position) VALUES (?, ?, ?)', this.#layout.name, id, position);
  }

  #forget(id: string, position: number): boolean {
    return this.#changesOne('DELETE FROM removed WHERE collection = ? AND id = ? AND position = ?', this.#layout.name, id, position);
  }

  #changesOne(sql: string, ...parameters: readonly (string | number)[]): boolean {
    return this.#prepared(sql).run(...parameters).changes === 1;
  }
}
