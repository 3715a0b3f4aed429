import type { SqliteDatabase, Statement } from '#libs/sqlite';
import { ANSWER_NO } from '../stream-filter.js';

/** More would leave the processor's caches, and of the largest events the text would be longer than a string can be. */
const MOST_AT_ONCE = 500;
/** Fewer are read as quickly row by row. */
const FEWEST_AT_ONCE = 50;

/** Events column by column, in order of position. */
export interface PackedEvents {
  readonly streams: readonly number[];
  /** See `EventKinds`. */
  readonly kinds: readonly number[];
  readonly positions: readonly number[];
  readonly data: readonly unknown[];
}

/**
 * Reads many events at once: SQLite joins each column to the text of one JSON array. A row is then no array and its payload no text of
 * its own, which spares a fifth of the time of reading and parsing.
 */
export class PackedReader {
  readonly #all: Statement;
  readonly #wanted: Statement;

  constructor(connection: SqliteDatabase) {
    const columns = ['stream', 'type * 2 + superseded', 'position', 'data'].map((column) => `'[' || group_concat(${column}) || ']'`).join();
    const window = 'SELECT stream, type, superseded, position, data FROM events WHERE position > ? AND position <= ?';
    // Beyond the answers given so far there is no byte, which is unlike any answer.
    const isWanted = `substr(?, stream + 1, 1) <> x'${ANSWER_NO.toString(16).padStart(2, '0')}'`;
    this.#all = connection.prepareArrays(`SELECT ${columns} FROM (${window} ORDER BY position)`);
    this.#wanted = connection.prepareArrays(`SELECT ${columns} FROM (${window} AND ${isWanted} ORDER BY position)`);
  }

  /**
   * The events of a window, in parts.
   * @param answers of a `StreamFilter`: events of streams that are known to be unwanted are left out, and their data is not even read.
   * @returns null where they are to be read row by row: they are few, or a payload is no JSON, which whoever asks for it is to meet.
   */
  read(after: number, upTo: number, answers: Uint8Array | null): PackedEvents[] | null {
    if (upTo - after < FEWEST_AT_ONCE) return null;
    const parts: PackedEvents[] = [];
    for (let from = after; from < upTo; from += MOST_AT_ONCE) {
      const to = Math.min(from + MOST_AT_ONCE, upTo);
      const texts = answers === null ? this.#all.get(from, to) : this.#wanted.get(from, to, answers);
      const part = unpacked(texts as unknown as (string | null)[]);
      if (part === null) return null;
      parts.push(part);
    }
    return parts;
  }
}

/** A text is null where there was no event. */
function unpacked(texts: readonly (string | null)[]): PackedEvents | null {
  try {
    const [streams, kinds, positions, data] = texts.map((text) => JSON.parse(text ?? '[]') as unknown[]) as [
      number[],
      number[],
      number[],
      unknown[],
    ];
    return data.length === positions.length ? { streams, kinds, positions, data } : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
