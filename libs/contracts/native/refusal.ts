import type { RecordName, SisRecord } from '#libs/domain';

export const refusalReasons = [
  'unparseable',
  'too-large',
  'unsupported-content-type',
  'unknown-type',
  'schema-violation',
  'identifier-too-long',
  'outside-school-year',
  'subject-mismatch',
  'other-district',
  'tombstone',
  'unmapped-value',
  'unresolved-reference',
] as const;

/** Why a record was refused: by the record alone, never by what came before it. */
export type RefusalReason = (typeof refusalReasons)[number];

/** A person of the district that a record names, by the district's own id. */
export interface NamedPerson {
  readonly kind: 'student' | 'staff';
  readonly id: string;
}

export interface Refusal {
  readonly reason: RefusalReason;
  /** What is wrong, where, and what to do; holds the value found, so it is kept where people can be erased. */
  readonly message: string;
  /** The field, for example `data.actions[0].kind`. */
  readonly path?: string;
  /** The value found there as JSON, cut to 100 characters. */
  readonly found?: string;
  /** As far as the record could be read: whose district it is and whom it names, so that erasing them finds its original. */
  readonly district?: string;
  readonly people?: readonly NamedPerson[];
  /** Which feed it belongs to, as far as it could be read, so that what came in adds up. */
  readonly record?: RecordName;
  readonly source?: string;
  readonly schoolId?: string;
}

export type ParseResult = { readonly ok: true; readonly record: SisRecord } | { readonly ok: false; readonly refusal: Refusal };

/** One event of a message with the bytes it came in, for its dead letter. */
export interface Judged {
  readonly result: ParseResult;
  readonly original: Uint8Array;
}

export interface ParseContext {
  /** The only district that may send here; default any. */
  readonly district?: string;
}

export function refused(refusal: Refusal): ParseResult {
  return { ok: false, refusal };
}

const FOUND_LENGTH = 100;

/** A value as it is shown in a refusal. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  const text = (jsonText(value) ?? String(value)).toWellFormed();
  return text.length > FOUND_LENGTH ? `${text.slice(0, FOUND_LENGTH - 1).toWellFormed()}…` : text;
}

/** `JSON.parse` reads what is nested deeper than `JSON.stringify` can write. */
function jsonText(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (error instanceof RangeError) return 'a value nested very deep';
    throw error;
  }
}
