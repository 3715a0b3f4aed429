import canonicalize from 'canonicalize';
import { MAX_DEPTH } from './limits.js';

/** Content as RFC 8785 canonical JSON: equal content, equal text. @throws Error where `data` holds what JSON cannot. */
export function canonicalContent(data: Readonly<Record<string, unknown>>): string {
  const text = canonicalize(data);
  if (text === undefined) throw new Error('Only JSON content has a canonical form.');
  return text;
}

export interface ContentFault {
  readonly path: readonly (string | number)[];
  readonly value: unknown;
  readonly problem: string;
}

/** What of a parsed JSON value has no canonical form or is nested too deep, in unknown fields too; null where all is well. */
export function contentFault(value: unknown, path: readonly (string | number)[]): ContentFault | null {
  if (typeof value === 'string')
    return value.isWellFormed() ? null : { path, value, problem: 'holds half of a surrogate pair: send whole characters' };
  if (typeof value === 'number')
    return Number.isFinite(value) ? null : { path, value, problem: 'is too large for a number: send it as text' };
  if (typeof value !== 'object' || value === null) return null;
  if (path.length > MAX_DEPTH) return { path, value: undefined, problem: `is nested deeper than ${MAX_DEPTH} levels: send flatter data` };
  if (Array.isArray(value)) return firstFault(value.entries(), path);
  return fieldFault(value as Record<string, unknown>, path);
}

function fieldFault(value: Readonly<Record<string, unknown>>, path: ContentFault['path']): ContentFault | null {
  for (const key in value) {
    const field = value[key];
    // Nearly all values end here: no path is made for them.
    if (key.isWellFormed() && isPlain(field)) continue;
    const at = [...path, key.toWellFormed()];
    if (!key.isWellFormed()) return { path: at, value: key, problem: 'is named with half of a surrogate pair: send whole characters' };
    const fault = contentFault(field, at);
    if (fault !== null) return fault;
  }
  return null;
}

function isPlain(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed();
  return typeof value === 'boolean' || value === null || (typeof value === 'number' && Number.isFinite(value));
}

function firstFault(entries: Iterable<[number, unknown]>, path: ContentFault['path']): ContentFault | null {
  for (const [index, value] of entries) {
    if (isPlain(value)) continue;
    const fault = contentFault(value, [...path, index]);
    if (fault !== null) return fault;
  }
  return null;
}
