import type { ReadStreamOptions } from '#libs/event-sourcing';

export interface StreamRange {
  /** Revisions, both inclusive. */
  readonly first: number;
  readonly last: number;
  readonly backward: boolean;
  readonly limit: number;
}

/** The revisions that are asked for. Throws `RangeError` on a `from` or `limit` that is no count. */
export function streamRange(options: ReadStreamOptions): StreamRange {
  const limit = count('limit', options.limit) ?? Number.MAX_SAFE_INTEGER;
  const from = count('from', options.from);
  if (options.direction === 'backward') return { first: 0, last: from ?? Number.MAX_SAFE_INTEGER, backward: true, limit };
  return { first: from ?? 0, last: Number.MAX_SAFE_INTEGER, backward: false, limit };
}

function count(name: string, value: number | undefined): number | undefined {
  if (value === undefined || (Number.isSafeInteger(value) && value >= 0)) return value;
  throw new RangeError(`A stream is read with a ${name} of 0 or more, not ${value}.`);
}
