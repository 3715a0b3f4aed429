import type { SqlValue, SqliteDatabase, Statement } from '#libs/sqlite';

/** Rows in one statement: ten cost a quarter less than one by one, more gain nothing. */
const ROWS_AT_ONCE = 10;

export interface InsertText {
  readonly into: string;
  /** The placeholders of one row, in parentheses. */
  readonly row: string;
  /** What follows the values. */
  readonly onConflict?: string;
}

/** Inserts rows, several with one statement; what was added is in the table after `flush`. */
export class BatchedInsert<Row extends SqlValue[]> {
  readonly #many: Statement;
  readonly #one: Statement;
  readonly #columns: number;
  readonly #pending: SqlValue[] = [];
  #changes = 0;

  constructor(connection: SqliteDatabase, { into, row, onConflict = '' }: InsertText) {
    const insertOf = (rows: number): Statement =>
      connection.prepareArrays(`INSERT INTO ${into} VALUES ${Array.from({ length: rows }, () => row).join(', ')} ${onConflict}`);
    this.#many = insertOf(ROWS_AT_ONCE);
    this.#one = insertOf(1);
    this.#columns = row.split('?').length - 1;
  }

  add(...row: Row): void {
    if (this.#pending.push(...row) < ROWS_AT_ONCE * this.#columns) return;
    this.#changes += Number(this.#many.run(...this.#pending).changes);
    this.#pending.length = 0;
  }

  /** Answers how many rows were written since the last flush. */
  flush(): number {
    while (this.#pending.length > 0) this.#changes += Number(this.#one.run(...this.#pending.splice(0, this.#columns)).changes);
    const changes = this.#changes;
    this.#changes = 0;
    return changes;
  }

  /** After a transaction that failed. */
  forget(): void {
    this.#pending.length = 0;
    this.#changes = 0;
  }
}
