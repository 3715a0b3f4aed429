import { ProblemError } from '#libs/service';

export interface PageOfRows<Row> {
  readonly rows: readonly Row[];
  /** Where the next page begins; null on the last one. */
  readonly next: string | null;
}

/**
 * A page of rows that were made for this answer. The cursor names the last row of the page before, so that rows which come or go in
 * between shift nothing.
 * @param rows in order of their names.
 * @throws ProblemError for a cursor that this did not hand out.
 */
export function pageOfRows<Row>(
  rows: readonly Row[],
  nameOf: (row: Row) => string,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): PageOfRows<Row> {
  const after = cursor === undefined ? null : nameIn(cursor);
  const left = after === null ? rows : rows.filter((row) => nameOf(row) > after);
  const page = left.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, next: left.length > limit && last !== undefined ? cursorOf(nameOf(last)) : null };
}

const MARK = 'row:';

function cursorOf(name: string): string {
  return Buffer.from(MARK + name).toString('base64url');
}

function nameIn(cursor: string): string {
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  if (!text.startsWith(MARK)) throw new ProblemError(400, 'cursor does not belong to this list: take the one of the page before.');
  return text.slice(MARK.length);
}
