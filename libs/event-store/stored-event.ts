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

/** What is read of every event. */
export interface StoredContent {
  readonly stream: string;
  readonly kind: EventKind;
  /** JSON text until it was asked for, where it was not read in a way that parses it. */
  readonly data: unknown;
}

/**
 * An event that is parsed on first use: a fold that skips it pays nothing for its JSON.
 *
 * `id`, `revision`, `recordedAt` and `metadata` may be read from the store on first use, so ask before the store is closed.
 * Its values are getters: `{ ...event }` copies none of them, `toJSON()` gives a plain object.
 */
export class StoredEvent implements RecordedEvent {
  readonly position: number;
  readonly #stream: string;
  readonly #kind: EventKind;
  readonly #source: DetailSource;
  #data: unknown;
  #metadata: EventMetadata | undefined = undefined;

  constructor(position: number, { stream, kind, data }: StoredContent, source: DetailSource) {
    this.position = position;
    this.#stream = stream;
    this.#kind = kind;
    this.#data = data;
    this.#source = source;
  }

  get stream(): string {
    return this.#stream;
  }

  get type(): string {
    return this.#kind.type;
  }

  get superseded(): boolean {
    return this.#kind.superseded;
  }

  get data(): unknown {
    if (typeof this.#data !== 'string') return this.#data;
    const { upcast } = this.#kind;
    const stored = JSON.parse(this.#data) as object;
    return (this.#data = upcast === null ? stored : upcast(stored));
  }

  get metadata(): EventMetadata {
    return (this.#metadata ??= JSON.parse(this.#details.metadata) as EventMetadata);
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
