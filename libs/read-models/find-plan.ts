import type { CountOptions, FindOptions, IndexFields, IndexValue, Page, StoredDocument } from '#libs/event-sourcing';
import { type CollectionLayout, valuesOf } from './collection-layout.js';
import { indexValue } from './index-values.js';
import { LIMITS } from './limits.js';
import { decodeCursor, encodeCursor, type PlaceInIndex } from './page-cursor.js';

/** Which part of which index, checked. */
export interface IndexPart {
  readonly index: string;
  readonly fields: IndexFields;
  readonly equals: readonly IndexValue[];
}

/** A checked query: which part of which index, from where, in which direction. */
export interface FindPlan extends IndexPart {
  readonly descending: boolean;
  readonly limit: number;
  /** The document after which the page begins, or null for the first page. */
  readonly after: PlaceInIndex | null;
}

export function planFind(layout: CollectionLayout, options: FindOptions): FindPlan {
  const { limit = LIMITS.defaultPageSize, after } = options;
  if (!Number.isInteger(limit) || limit < 1 || limit > LIMITS.pageSize) {
    throw new RangeError(`A page has 1 to ${LIMITS.pageSize} documents, not ${limit}.`);
  }
  const plan = { ...indexPart(layout, options), descending: options.order === 'descending', limit };
  return { ...plan, after: after === undefined ? null : decodeCursor(plan, after) };
}

/** What is counted. @throws RangeError where `most` is out of bounds. */
export function planCount(layout: CollectionLayout, { most, ...options }: CountOptions): IndexPart {
  if (!Number.isInteger(most) || most < 1 || most > LIMITS.counted) {
    throw new RangeError(`A count ends after 1 to ${LIMITS.counted} documents, not ${most}.`);
  }
  return indexPart(layout, options);
}

function indexPart(layout: CollectionLayout, { index, equals }: Pick<FindOptions, 'index' | 'equals'>): IndexPart {
  const fields = layout.fieldsOf(index);
  if (equals.length > fields.length) {
    throw new RangeError(`Index ${index} of ${layout.name} has ${fields.length} fields, not ${equals.length}.`);
  }
  return { index, fields, equals: equals.map((value, i) => indexValue(fields[i] ?? '', value)) };
}

/** Makes a page of the documents found, of which there is one more than the page holds where a next page exists. */
export function pageOf<T>(plan: FindPlan, found: readonly StoredDocument<T>[]): Page<T> {
  const documents = found.slice(0, plan.limit);
  const last = documents.at(-1);
  if (found.length <= plan.limit || last === undefined) return { documents, next: null };
  return { documents, next: encodeCursor(plan, { values: valuesOf(plan.fields, last.body as object), id: last.id }) };
}
