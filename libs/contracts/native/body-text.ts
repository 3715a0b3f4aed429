import { isUtf8 } from 'node:buffer';
import { MAX_EVENT_BYTES } from './limits.js';
import type { Refusal } from './refusal.js';

/** The text of one event's body, without a byte order mark; or why it is none. `null` is a Kafka tombstone. */
export function bodyText(body: Uint8Array | string | null): string | Refusal {
  if (body === null)
    return { reason: 'tombstone', message: 'The message has no value: send the retracting event of the record instead of a tombstone.' };
  const bytes = typeof body === 'string' ? textLength(body) : body.byteLength;
  if (bytes > MAX_EVENT_BYTES) return tooLarge(bytes);
  if (typeof body === 'string') return withoutMark(body);
  if (!isUtf8(body)) return { reason: 'unparseable', message: 'The body is not UTF-8: send it in UTF-8.' };
  return withoutMark(asBuffer(body).toString('utf8'));
}

export function tooLarge(bytes: number): Refusal {
  return { reason: 'too-large', message: `The event has ${bytes} bytes: an event may have at most ${MAX_EVENT_BYTES}.` };
}

/** JSON of a body; or the refusal that it is none. */
export function parsedJson(text: string): { readonly value: unknown } | Refusal {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    const detail = error instanceof Error ? error.message.toWellFormed() : String(error);
    return { reason: 'unparseable', message: `The body is not JSON (${detail}): send one complete JSON object.` };
  }
}

function textLength(text: string): number {
  return text.length * 3 <= MAX_EVENT_BYTES ? text.length : Buffer.byteLength(text);
}

function withoutMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
