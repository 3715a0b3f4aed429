import { NO_STREAM } from '#libs/event-sourcing';
import type { SqliteDatabase, Statement } from '#libs/sqlite';
import { StoreDamagedError } from '../event-store.errors.js';
import { BatchedInsert } from './batched-insert.js';

const UNKNOWN = -2;

/** The last event of each stream, remembered as long as nobody else writes: twelve bytes a stream. */
export class StreamHeads {
  #revisions = new Int32Array(1024).fill(UNKNOWN);
  #positions = new Float64Array(1024);
  readonly #changed = new Set<number>();
  readonly #select: Statement;
  readonly #upsert: BatchedInsert<[stream: number, revision: number, position: number]>;

  constructor(connection: SqliteDatabase) {
    this.#select = connection.prepareArrays('SELECT revision, position FROM heads WHERE stream = ?');
    this.#upsert = new BatchedInsert(connection, {
      into: 'heads (stream, revision, position)',
      row: '(?, ?, ?)',
      // Only forward: whoever would write a stream behind another's back changes no row.
      onConflict: `ON CONFLICT (stream) DO UPDATE SET revision = excluded.revision, position = excluded.position
             WHERE excluded.revision > heads.revision`,
    });
  }

  /** The last revision; `NO_STREAM` where the stream has none. */
  revisionOf(stream: number): number {
    if ((this.#revisions[stream] ?? UNKNOWN) === UNKNOWN) this.#load(stream);
    return this.#revisions[stream] ?? NO_STREAM;
  }

  /** The position of the last event, once `revisionOf` has found one. */
  positionOf(stream: number): number {
    return this.#positions[stream] ?? 0;
  }

  /** In the table after `flush`. */
  set(stream: number, revision: number, position: number): void {
    this.#remember(stream, revision, position);
    this.#changed.add(stream);
  }

  flush(): void {
    for (const stream of this.#changed) this.#upsert.add(stream, this.revisionOf(stream), this.positionOf(stream));
    if (this.#upsert.flush() !== this.#changed.size) throw new StoreDamagedError('A stream stands further than its writer knew.');
    this.#changed.clear();
  }

  forget(): void {
    this.#revisions.fill(UNKNOWN);
    this.#changed.clear();
    this.#upsert.forget();
  }

  #load(stream: number): void {
    const [revision = NO_STREAM, position = 0] = (this.#select.get(stream) ?? []) as unknown as [number?, number?];
    this.#remember(stream, revision, position);
  }

  #remember(stream: number, revision: number, position: number): void {
    if (stream >= this.#revisions.length) this.#grow(Math.max(stream + 1, this.#revisions.length * 2));
    this.#revisions[stream] = revision;
    this.#positions[stream] = position;
  }

  #grow(length: number): void {
    const revisions = new Int32Array(length).fill(UNKNOWN);
    revisions.set(this.#revisions);
    const positions = new Float64Array(length);
    positions.set(this.#positions);
    [this.#revisions, this.#positions] = [revisions, positions];
  }
}
