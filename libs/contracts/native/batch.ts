import { MAX_BATCH_EVENTS } from './limits.js';
import { parseCloudEvent } from './parse-event.js';
import { refused, type Judged, type ParseContext, type RefusalReason } from './refusal.js';

/** A batch, each member judged alone on its own bytes; a body that is no whole JSON array is one refusal. */
export function judgeBatch(body: Uint8Array, context: ParseContext): readonly Judged[] {
  const members = splitArray(body);
  if (members === null) return [whole(body, 'unparseable', 'The batch is not a complete JSON array: send [event, event, ...].')];
  if (members.length > MAX_BATCH_EVENTS) {
    return [whole(body, 'too-large', `The batch has ${members.length} events: send at most ${MAX_BATCH_EVENTS} at once.`)];
  }
  return members.map((original) => ({ original, result: parseCloudEvent(original, context) }));
}

function whole(body: Uint8Array, reason: RefusalReason, message: string): Judged {
  return { original: body, result: refused({ reason, message }) };
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/** The bytes of each member of a JSON array without white space around it; null where the brackets are not a whole array. */
function splitArray(body: Uint8Array): Uint8Array[] | null {
  let start = skipSpace(body, BYTE_ORDER_MARK.every((byte, index) => body[index] === byte) ? BYTE_ORDER_MARK.length : 0);
  if (body[start] !== OPEN_LIST) return null;
  const members: Uint8Array[] = [];
  start = skipSpace(body, start + 1);
  if (body[start] === CLOSE_LIST) return skipSpace(body, start + 1) === body.length ? members : null;
  for (;;) {
    const end = memberEnd(body, start);
    if (end === body.length) return null;
    members.push(body.subarray(start, trimEnd(body, start, end)));
    if (body[end] === CLOSE_LIST) return skipSpace(body, end + 1) === body.length ? members : null;
    start = skipSpace(body, end + 1);
  }
}

/** Where the comma or bracket after a member stands; the body's length where there is none. */
function memberEnd(body: Uint8Array, start: number): number {
  let depth = 0;
  for (let at = start; at < body.length; at++) {
    const byte = body[at];
    if (byte === QUOTE) at = stringEnd(body, at);
    else if (byte === OPEN_LIST || byte === OPEN_OBJECT) depth++;
    else if (depth === 0 && (byte === COMMA || byte === CLOSE_LIST)) return at;
    else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) depth--;
  }
  return body.length;
}

/** Where the closing quote of a string stands. */
function stringEnd(body: Uint8Array, open: number): number {
  let at = open + 1;
  while (at < body.length && body[at] !== QUOTE) at += body[at] === BACKSLASH ? 2 : 1;
  return at;
}

function skipSpace(body: Uint8Array, from: number): number {
  let at = from;
  while (isSpace(body[at])) at++;
  return at;
}

function trimEnd(body: Uint8Array, start: number, end: number): number {
  let at = end;
  while (at > start && isSpace(body[at - 1])) at--;
  return at;
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
