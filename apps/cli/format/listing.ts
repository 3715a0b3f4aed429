/** What stands in a table's cell or a CSV field. */
export type Cell = string | number | boolean | null | undefined;

export interface Column<Row> {
  readonly heading: string;
  readonly cell: (row: Row) => Cell;
  /** Default: left. */
  readonly align?: 'right';
}

/** Rows to print: as objects in JSON, as columns in tables and CSV. */
export interface Listing<Row> {
  readonly rows: Iterable<Row> | AsyncIterable<Row>;
  /** Of a table. */
  readonly columns: readonly Column<Row>[];
  /** Of CSV, where it shows more than a table has room for; default the table's. */
  readonly csv?: readonly Column<Row>[];
  /** Said above a table; beside any other format it goes to the standard error stream. */
  readonly caption?: string;
  /** Said instead of a table without rows. */
  readonly empty: string;
}
