import type { Lease } from '#libs/event-sourcing';

/** What one call and one document may hold; the port tells callers. */
export const LIMITS = {
  bodyBytes: 4 * 1024 * 1024,
  documentsPerCall: 10_000,
  pageSize: 1_000,
  defaultPageSize: 100,
  counted: 100_000,
  textLength: 1_000,
} as const;

/** Ids, names of holders and indexed text: short, and valid Unicode, because what is not would be stored as something else. */
export function requireText(what: string, value: string): string {
  if (typeof value !== 'string' || value.length === 0 || value.length > LIMITS.textLength) {
    throw new RangeError(`${what} must be a string of 1 to ${LIMITS.textLength} characters.`);
  }
  return requireWellFormed(what, value);
}

export function requireWellFormed(what: string, value: string): string {
  if (!value.isWellFormed()) throw new RangeError(`${what} holds half of a surrogate pair; give valid Unicode.`);
  return value;
}

export function requireLease(lease: Lease): Lease {
  requireText('The name of a lease', lease.name);
  requireText('The holder of a lease', lease.holder);
  requireWholeNumber('The renewal of a lease', lease.renewal);
  return lease;
}

/** Positions and renewals are whole numbers that a double keeps exactly. */
export function requireWholeNumber(what: string, value: number): number {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`${what} must be a whole number from 0, not ${value}.`);
  return value;
}

export function requireFewDocuments(count: number): void {
  if (count > LIMITS.documentsPerCall) {
    throw new RangeError(`${count} documents in one call; give at most ${LIMITS.documentsPerCall} at a time.`);
  }
}
