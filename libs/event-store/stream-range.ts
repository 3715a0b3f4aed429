import type { ReadStreamOptions } from '#libs/event-sourcing';

export interface StreamRange {
  /** Revisions, both inclusive; none where the first is greater than the last. */
  readonly first: number;
  readonly last: number;
  readonly backward: boolean;
}

/** The revisions that are asked for of a stream with that last one. Throws `RangeError` on a `from` or `limit` that is no count. */
export function streamRange(options: ReadStreamOptions, lastRevision: number): StreamRange {
  const limit = count('limit', options.limit) ?? Number.MAX_SAFE_INTEGER;
  const from = count('from', options.from);
  if (options.direction === 'backward') {
    const last = Math.min(from ?? lastRevision, lastRevision);
    return { first: Math.max(0, last - limit + 1), last, backward: true };
  }
  const first = from ?? 0;
  return { first, last: Math.min(lastRevision, first + limit - 1), backward: false };
}

function count(name: string, value: number | undefined): number | undefined {
  if (value === undefined || (Number.isSafeInteger(value) && value >= 0)) return value;
  throw new RangeError(`A stream is read with a ${name} of 0 or more, not ${value}.`);
}
