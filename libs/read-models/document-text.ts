import type { DocumentWrite, IndexValue } from '#libs/event-sourcing';
import { type CollectionLayout, valuesOf } from './collection-layout.js';
import { LIMITS, requireFewDocuments, requireText, requireWholeNumber } from './limits.js';

/** A write as both adapters keep it: the body as JSON text, beside the values by which it is found. */
export interface EncodedWrite {
  readonly id: string;
  readonly previous: number | null;
  readonly position: number;
  readonly body: { readonly text: string; readonly values: readonly IndexValue[] } | null;
}

/** Checks and encodes all writes of a call before the first one is stored, so that a refused call stores nothing. */
export function encodeWrites(layout: CollectionLayout, writes: readonly DocumentWrite<unknown>[]): EncodedWrite[] {
  requireFewDocuments(writes.length);
  return writes.map((write) => encodeWrite(layout, write));
}

function encodeWrite(layout: CollectionLayout, { id, previous, position, body }: DocumentWrite<unknown>): EncodedWrite {
  requireText(`The id of a document of ${layout.name}`, id);
  requireWholeNumber(`The position of document ${id} of ${layout.name}`, position);
  if (previous !== null) requireWholeNumber(`The previous position of document ${id} of ${layout.name}`, previous);
  return { id, previous, position, body: body === null ? null : encodeBody(layout, id, body) };
}

function encodeBody(layout: CollectionLayout, id: string, body: unknown): EncodedWrite['body'] {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new TypeError(`Document ${id} of ${layout.name} must have a JSON object as its body.`);
  }
  const text = JSON.stringify(body);
  // A UTF-16 unit takes at most three bytes, so that most bodies need no counting.
  if (text.length * 3 > LIMITS.bodyBytes && Buffer.byteLength(text) > LIMITS.bodyBytes) {
    throw new RangeError(`Document ${id} of ${layout.name} has ${Buffer.byteLength(text)} bytes; the most is ${LIMITS.bodyBytes}.`);
  }
  return { text, values: valuesOf(layout.fields, body) };
}
