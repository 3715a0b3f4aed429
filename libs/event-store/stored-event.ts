import type { EventMetadata, RecordedEvent } from '#libs/event-sourcing';
import type { PresentKind } from './event-versions.js';

/** What folds always ask for: one object per type, with and without the flag. */
export interface EventKind extends PresentKind {
  readonly superseded: boolean;
}

/** What folds seldom ask for. */
export interface EventDetails {
  readonly id: string;
  readonly revision: number;
  /** Milliseconds since the epoch. */
  readonly recordedAt: number;
  /** JSON text. */
  readonly metadata: string;
}

/** Where the details of the events of one batch come from. */
export interface DetailSource {
  detailsOf(position: number): EventDetails;
}

/** The row that was read, owned by its event from then on. `data` is JSON text until it was asked for. */
export type StoredRow = [stream: string, kind: EventKind, data: unknown, metadata?: EventMetadata | undefined];

/**
 * An event that is parsed on first use: a fold that skips it pays nothing for its JSON.
 *
 * `id`, `revision`, `recordedAt` and `metadata` may be read from the store on first use, so ask before the store is closed.
 * Its values are getters: `{ ...event }` copies none of them, `toJSON()` gives a plain object.
 */
export class StoredEvent implements RecordedEvent {
  readonly position: number;
  readonly #row: StoredRow;
  readonly #source: DetailSource;

  constructor(position: number, row: StoredRow, source: DetailSource) {
    this.position = position;
    this.#row = row;
    this.#source = source;
  }

  get stream(): string {
    return this.#row[0];
  }

  get type(): string {
    return this.#row[1].type;
  }

  get superseded(): boolean {
    return this.#row[1].superseded;
  }

  get data(): unknown {
    const data = this.#row[2];
    if (typeof data !== 'string') return data;
    const { upcast } = this.#row[1];
    const stored = JSON.parse(data) as object;
    return (this.#row[2] = upcast === null ? stored : upcast(stored));
  }

  get metadata(): EventMetadata {
    return (this.#row[3] ??= JSON.parse(this.#details.metadata) as EventMetadata);
  }

  get id(): string {
    return this.#details.id;
  }

  get revision(): number {
    return this.#details.revision;
  }

  get recordedAt(): string {
    return new Date(this.#details.recordedAt).toISOString();
  }

  get #details(): EventDetails {
    return this.#source.detailsOf(this.position);
  }

  toJSON(): RecordedEvent {
    const { id, type, stream, revision, position, recordedAt, superseded, data, metadata } = this;
    return { id, type, stream, revision, position, recordedAt, superseded, data, metadata };
  }
}
