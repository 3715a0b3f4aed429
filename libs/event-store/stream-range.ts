import type { ReadStreamOptions } from '#libs/event-sourcing';

export interface StreamRange {
  /** Revisions, both inclusive. */
  readonly first: number;
  readonly last: number;
  readonly backward: boolean;
  readonly limit: number;
}

/** The revisions that are asked for. Throws `RangeError` on a `from` or `limit` that is no count. */
export function streamRange({ direction = 'forward', from, limit }: ReadStreamOptions): StreamRange {
  for (const [name, value] of Object.entries({ from, limit })) {
    if (value !== undefined && (!Number.isSafeInteger(value) || value < 0)) {
      throw new RangeError(`A stream is read with a ${name} of 0 or more, not ${value}.`);
    }
  }
  const backward = direction === 'backward';
  return {
    first: backward ? 0 : (from ?? 0),
    last: backward ? (from ?? Number.MAX_SAFE_INTEGER) : Number.MAX_SAFE_INTEGER,
    backward,
    limit: limit ?? Number.MAX_SAFE_INTEGER,
  };
}
