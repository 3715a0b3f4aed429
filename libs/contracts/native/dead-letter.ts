import { createHash } from 'node:crypto';
import { kindIn } from './kind-in.js';
import { MAX_EVENT_BYTES } from './limits.js';
import type { Refusal } from './refusal.js';

/** Where a refused record came from. */
export type Origin =
  | { readonly kind: 'file'; readonly file: string; readonly line: number }
  | { readonly kind: 'http'; readonly request?: string }
  | { readonly kind: 'kafka'; readonly topic: string; readonly partition: number; readonly offset: string };

/** A refused record with all that is needed to understand it, mend it and try again. */
export interface DeadLetter extends Refusal {
  /** `topic/partition/offset` on Kafka, else the SHA-256 of the content: the same record again is the same letter. */
  readonly id: string;
  readonly origin: Origin;
  /** UTC instant. */
  readonly receivedAt: string;
  /** The bytes as they came; of a body over the limit only its beginning. */
  readonly original: Uint8Array;
  /** Headers of a message, needed in binary mode. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Refused {
  readonly refusal: Refusal;
  readonly origin: Origin;
  readonly original: Uint8Array;
  readonly receivedAt: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** SHA-256 (hex) of the whole content where `original` is only its beginning. */
  readonly hash?: string;
}

export function deadLetterOf({ refusal, original, hash, ...rest }: Refused): DeadLetter {
  const record = refusal.record ?? kindIn(original);
  return {
    ...refusal,
    ...rest,
    ...(record !== undefined && { record }),
    id: idOf(rest, original, hash),
    original: original.subarray(0, MAX_EVENT_BYTES),
  };
}

function idOf({ origin, headers }: Pick<Refused, 'origin' | 'headers'>, original: Uint8Array, hash: string | undefined): string {
  if (origin.kind === 'kafka') return `${origin.topic}/${origin.partition}/${origin.offset}`;
  if (hash !== undefined) return hash;
  const attributes = Object.entries(headers ?? {})
    .filter(([name]) => name.startsWith('ce-'))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const content = createHash('sha256').update(original);
  if (attributes.length > 0) content.update(JSON.stringify(attributes));
  return content.digest('hex');
}
