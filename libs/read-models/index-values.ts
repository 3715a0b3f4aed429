import type { IndexValue } from '#libs/event-sourcing';
import { LIMITS, requireWellFormed } from './limits.js';

/** The value by which a body is found: a missing field counts as null; what is neither string, number nor null is refused. */
export function indexValue(field: string, value: unknown): IndexValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (typeof value === 'string' && value.length <= LIMITS.textLength) return requireWellFormed(`The indexed field ${field}`, value);
  throw new TypeError(
    `The indexed field ${field} must be null, a finite number or a string of at most ${LIMITS.textLength} characters, not ${describeValue(value)}.`,
  );
}

/** Order of index values, the one SQLite has: null, then numbers, then strings by code point. */
export function compareValues(a: IndexValue, b: IndexValue): number {
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return rank(a) - rank(b);
}

/** UTF-16 order, except that what lies beyond the 16 bits comes last, as it does in UTF-8. */
export function compareText(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i++) {
    const difference = codePointRank(a.charCodeAt(i)) - codePointRank(b.charCodeAt(i));
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function codePointRank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

function rank(value: IndexValue): number {
  if (value === null) return 0;
  return typeof value === 'number' ? 1 : 2;
}

function describeValue(value: unknown): string {
  if (typeof value === 'string') return `${value.length} characters`;
  return typeof value === 'number' ? String(value) : `a value of type ${typeof value}`;
}
