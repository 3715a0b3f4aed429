import type { StoredDocument } from '#libs/event-sourcing';
import type { CollectionLayout } from '../collection-layout.js';
import type { EncodedWrite } from '../document-text.js';
import type { GuardedDocument, GuardedWrite } from './guarded-writes.js';
import { sortKey } from './sort-key.js';

/**
 * The body is kept as JSON text: what the port promises to keep has forms that BSON has not (names with dots, half surrogate pairs, one
 * kind of number). `keys` holds one text by which each index sorts it. A removed document has neither, so that no index holds it.
 */
export interface StoredForm extends GuardedDocument {
  readonly text?: string;
  readonly keys?: Readonly<Record<string, string>>;
  readonly deleted?: true;
}

export const STANDING = { text: { $exists: true } } as const;

export function guardedWriteOf(layout: CollectionLayout, { id, previous, position, body }: EncodedWrite): GuardedWrite {
  const content = body === null ? { deleted: true } : { text: body.text, keys: keysOf(layout, id, body.values) };
  return { id, previous, position, content };
}

/** By the values of the layout's fields, in their order. */
export function keysOf(layout: CollectionLayout, id: string, values: NonNullable<EncodedWrite['body']>['values']): Record<string, string> {
  const valueOf = (field: string): (typeof values)[number] => values[layout.fields.indexOf(field)] ?? null;
  return Object.fromEntries([...layout.indexes].map(([name, fields]) => [name, sortKey(fields.map(valueOf), id)]));
}

/** @throws TypeError for a removed document. */
export function documentOf<T>({ _id, position, text }: StoredForm): StoredDocument<T> {
  if (text === undefined) throw new TypeError(`Document ${_id} was removed.`);
  return { id: _id, position: Number(position), body: JSON.parse(text) as T };
}

export function documentOrRemovalOf<T>(stored: StoredForm): StoredDocument<T | null> {
  return stored.text === undefined ? { id: stored._id, position: Number(stored.position), body: null } : documentOf<T>(stored);
}
