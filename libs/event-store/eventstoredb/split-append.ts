import type { PreparedAppend, PreparedEvent } from '../prepared-append.js';

/** The server's `MaxAppendSize` unless somebody has changed it: data, metadata and twice the length of the type, of all events together. */
const MAX_APPEND_SIZE = 1024 * 1024;

/**
 * The pieces that the server takes, each at the revision that the one before leaves; nearly always the append as it is.
 *
 * Each is atomic, all together are not: another writer may come in between, and the rest then meets a conflict. Decided again, the events
 * that stand already are nothing new.
 */
export function splitAppend(append: PreparedAppend): readonly PreparedAppend[] {
  const pieces: PreparedEvent[][] = [];
  let room = 0;
  for (const event of append.events) {
    const size = sizeOf(event);
    if (size > room || pieces.length === 0) {
      pieces.push([]);
      room = MAX_APPEND_SIZE;
    }
    room -= size;
    pieces.at(-1)?.push(event);
  }
  if (pieces.length === 1) return [append];
  let expectedRevision = append.expectedRevision;
  return pieces.map((events) => {
    const piece = { stream: append.stream, expectedRevision, events };
    expectedRevision += events.length;
    return piece;
  });
}

function sizeOf({ data, metadata, type }: PreparedEvent): number {
  return Buffer.byteLength(data) + Buffer.byteLength(metadata) + 2 * type.length;
}
