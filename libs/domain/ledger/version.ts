import { compareInstants } from '../time/instant.js';

/** One version of a natural key. The largest stands. */
export interface Version {
  /** UTC instant in normal form. */
  readonly time: string;
  /** Empty where the record has none. */
  readonly sequence: string;
  readonly retraction: boolean;
  /** Hash of the content; equal content of one key has equal hashes. */
  readonly content: number;
  /** A larger content of the same moment came before it. */
  readonly outranked: boolean;
  /** Its event's place in the stream. */
  readonly revision: number;
}

/** A version before it is known where it will stand. */
export type OfferedVersion = Omit<Version, 'outranked' | 'revision'>;

/** How a content compares to the largest one of its moment that came before it. */
export type TieResult = 'larger' | 'smaller';

/**
 * Orders versions by time, then sequence; at the same moment a retraction loses to content.
 * 0 means that only the contents can tell.
 */
export function compareVersions(a: OfferedVersion, b: OfferedVersion): number {
  return compareInstants(a.time, b.time) || compareSequences(a.sequence, b.sequence) || Number(b.retraction) - Number(a.retraction);
}

const DIGITS = /^\d+$/;

/** None before any; numbers by value and before other texts; other texts by UTF-16 code units. */
export function compareSequences(a: string, b: string): number {
  if (a === b) return 0;
  if (a === '' || b === '') return a === '' ? -1 : 1;
  const aIsNumber = DIGITS.test(a);
  if (aIsNumber !== DIGITS.test(b)) return aIsNumber ? -1 : 1;
  return aIsNumber ? compareNumbers(a.replace(/^0+/, ''), b.replace(/^0+/, '')) : compareTexts(a, b);
}

/** Digits of any length, without leading zeros. */
function compareNumbers(a: string, b: string): number {
  return a.length - b.length || compareTexts(a, b);
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const { imul } = Math;

/**
 * A 53-bit hash of a text (cyrb53). Compared only between the few versions of one natural key,
 * where a chance collision is about 1 in 10^16.
 */
export function contentHash(text: string): number {
  let h1 = 0xdeadbeef;
  let h2 = 0x41c6ce57;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    h1 = imul(h1 ^ code, 2654435761);
    h2 = imul(h2 ^ code, 1597334677);
  }
  h1 = imul(h1 ^ (h1 >>> 16), 2246822507) ^ imul(h2 ^ (h2 >>> 13), 3266489909);
  h2 = imul(h2 ^ (h2 >>> 16), 2246822507) ^ imul(h1 ^ (h1 >>> 13), 3266489909);
  return 4294967296 * (2097151 & h2) + (h1 >>> 0);
}
