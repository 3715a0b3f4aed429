import type { StatementSync } from 'node:sqlite';
import { NO_STREAM } from '#libs/event-sourcing';
import type { Connection } from './connection.js';

const UNKNOWN = -2;

/** The last revision of each stream, remembered as long as nobody else writes: four bytes a stream. */
export class StreamHeads {
  #revisions = new Int32Array(1024).fill(UNKNOWN);
  readonly #select: StatementSync;

  constructor(connection: Connection) {
    this.#select = connection.prepare('SELECT max(revision) FROM events WHERE stream = ?');
  }

  of(stream: number): number {
    const known = this.#revisions[stream] ?? UNKNOWN;
    if (known !== UNKNOWN) return known;
    const [revision] = (this.#select.get(stream) ?? []) as unknown as [number | null];
    this.set(stream, revision ?? NO_STREAM);
    return revision ?? NO_STREAM;
  }

  set(stream: number, revision: number): void {
    if (stream >= this.#revisions.length) {
      const grown = new Int32Array(Math.max(stream + 1, this.#revisions.length * 2)).fill(UNKNOWN);
      grown.set(this.#revisions);
      this.#revisions = grown;
    }
    this.#revisions[stream] = revision;
  }

  forget(): void {
    this.#revisions.fill(UNKNOWN);
  }
}
