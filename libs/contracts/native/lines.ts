import { createHash, type Hash } from 'node:crypto';
import { MAX_EVENT_BYTES } from './limits.js';

/** One line of an NDJSON file, without its line break. */
export interface Line {
  /** From 1. */
  readonly number: number;
  /** The line; of one over the limit only its first bytes. */
  readonly bytes: Uint8Array;
  /** Set where the line was over the limit: its whole length and the SHA-256 (hex) of all its bytes. */
  readonly overLong?: { readonly length: number; readonly hash: string };
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const KEPT_OF_OVER_LONG = 4096;

/**
 * Splits a stream into lines in flat memory: a line over `limit` bytes is passed over and told once. Lines come in groups, as they were
 * read; blank ones are left out but counted. The last line needs no line break.
 */
export async function* readLines(source: AsyncIterable<Uint8Array | string>, limit = MAX_EVENT_BYTES): AsyncGenerator<readonly Line[]> {
  const splitter = new LineSplitter(limit);
  for await (const chunk of source) {
    const lines = splitter.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
    if (lines.length > 0) yield lines;
  }
  const last = splitter.end();
  if (last.length > 0) yield last;
}

class LineSplitter {
  readonly #limit: number;
  #number = 0;
  /** Pieces of the line that goes on in the next chunk: at most the limit and one byte more, for a carriage return. */
  #open: Uint8Array[] = [];
  #openLength = 0;
  #overLong: { readonly head: Uint8Array; readonly hash: Hash; length: number } | null = null;

  constructor(limit: number) {
    this.#limit = limit;
  }

  push(chunk: Uint8Array): Line[] {
    const lines: Line[] = [];
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, start)) {
      this.#take(chunk.subarray(start, end));
      this.#finish(lines);
      start = end + 1;
    }
    if (start < chunk.length) this.#take(chunk.subarray(start));
    return lines;
  }

  end(): Line[] {
    const lines: Line[] = [];
    if (this.#openLength > 0 || this.#overLong !== null) this.#finish(lines);
    return lines;
  }

  #take(piece: Uint8Array): void {
    if (this.#overLong === null) {
      this.#open.push(piece);
      this.#openLength += piece.length;
      if (this.#openLength > this.#limit + 1) this.#passOver(this.#taken());
    } else {
      this.#overLong.hash.update(piece);
      this.#overLong.length += piece.length;
    }
  }

  /** From here on the line is only counted and hashed. */
  #passOver(read: Uint8Array): void {
    const head = Uint8Array.prototype.slice.call(read, 0, KEPT_OF_OVER_LONG);
    this.#overLong = { head, hash: createHash('sha256').update(read), length: read.length };
  }

  #finish(lines: Line[]): void {
    const number = ++this.#number;
    if (this.#overLong === null) {
      const bytes = withoutReturn(this.#taken());
      if (bytes.length > this.#limit) this.#passOver(bytes);
      else if (!isBlank(bytes)) lines.push({ number, bytes });
    }
    if (this.#overLong === null) return;
    const { head, hash, length } = this.#overLong;
    lines.push({ number, bytes: head, overLong: { length, hash: hash.digest('hex') } });
    this.#overLong = null;
  }

  #taken(): Uint8Array {
    const [first] = this.#open;
    const read = this.#open.length === 1 && first !== undefined ? first : Buffer.concat(this.#open);
    this.#open = [];
    this.#openLength = 0;
    return read;
  }
}

function withoutReturn(bytes: Uint8Array): Uint8Array {
  return bytes.at(-1) === CARRIAGE_RETURN ? bytes.subarray(0, -1) : bytes;
}

function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === CARRIAGE_RETURN);
}
