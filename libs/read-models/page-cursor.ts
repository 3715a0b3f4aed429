import { type IndexFields, type IndexValue, InvalidCursorError } from '#libs/event-sourcing';

/** Where a document stands in an index. */
export interface PlaceInIndex {
  readonly values: readonly IndexValue[];
  readonly id: string;
}

interface Query {
  readonly index: string;
  readonly fields: IndexFields;
  readonly equals: readonly IndexValue[];
  readonly descending: boolean;
}

const LONGEST_CURSOR = 64 * 1024;

/** Opaque to callers; says which query it belongs to, so that another one refuses it instead of answering nonsense. */
export function encodeCursor(query: Query, place: PlaceInIndex): string {
  return Buffer.from(JSON.stringify([query.index, query.descending, place.id, ...place.values])).toString('base64url');
}

export function decodeCursor(query: Query, cursor: string): PlaceInIndex {
  const [index, descending, id, ...values] = parse(cursor);
  const matches =
    index === query.index &&
    descending === query.descending &&
    values.length === query.fields.length &&
    query.equals.every((value, i) => value === values[i]);
  if (!matches || typeof id !== 'string' || !values.every(isIndexValue)) throw refusal();
  return { values, id };
}

function parse(cursor: string): readonly unknown[] {
  if (cursor.length > LONGEST_CURSOR) throw refusal();
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    throw refusal();
  }
}

function isIndexValue(value: unknown): value is IndexValue {
  return value === null || typeof value === 'string' || typeof value === 'number';
}

function refusal(): InvalidCursorError {
  return new InvalidCursorError('The cursor does not belong to this query; begin again without it.');
}
