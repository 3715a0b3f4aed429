import type { IndexValue } from '#libs/event-sourcing';

/** Ends a string: less than all that a string is written with. */
const END = '\u0000';
const ESCAPE = '\u0001';
/** Before characters from here on UTF-16 and UTF-8 order differ; those are written as numbers, so that every server orders alike. */
const FAR = '\ud7ff';
const AFTER_ALL = '\uffff';
const FAR_ONES = /[\u{d7ff}\u{e000}-\u{10ffff}]/gu;

/**
 * The values of an index and the id as one text that sorts as they do: null, numbers, strings by code point. One range of one plain
 * index is then any page of any query; MongoDB's own comparisons look at values of one type only.
 */
export function sortKey(values: readonly IndexValue[], id: string): string {
  return keyPrefix(values) + written(id);
}

/** What the keys of all documents begin with that have these first values. */
export function keyPrefix(values: readonly IndexValue[]): string {
  return values.map((value) => (typeof value === 'string' ? `2${written(value)}${END}` : number(value))).join('');
}

/** Above all keys with that prefix, and below all others above them. */
export function afterPrefix(prefix: string): string {
  return prefix + AFTER_ALL;
}

function number(value: number | null): string {
  return value === null ? '0' : `1${orderedHex(value)}`;
}

/** The bits of a double, so turned that they count upwards from the least number to the greatest. */
function orderedHex(value: number): string {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value === 0 ? 0 : value);
  const bits = bytes.readBigUInt64BE();
  const sign = 1n << 63n;
  const ordered = bits & sign ? ~bits & (2n * sign - 1n) : bits | sign;
  return ordered.toString(16).padStart(16, '0');
}

function written(text: string): string {
  return text
    .replaceAll(ESCAPE, `${ESCAPE}2`)
    .replaceAll(END, `${ESCAPE}1`)
    .replace(FAR_ONES, (character) => FAR + (character.codePointAt(0) ?? 0).toString(16).padStart(6, '0'));
}
