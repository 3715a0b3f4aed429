import { expect } from '@jest/globals';
import type { DocumentProjection, EventMetadata, RecordedEvent } from '#libs/event-sourcing';

/** An event as a test writes it down; the rest is filled in, positions in the order of the events. */
export interface GivenEvent {
  readonly stream: string;
  readonly type: string;
  readonly data: object;
  readonly metadata?: EventMetadata;
  readonly position?: number;
  readonly recordedAt?: string;
}

/** What a projection makes of some events: `given(events).then(document)`. */
export interface ProjectionSpecification<Body extends object> {
  given(events: readonly GivenEvent[]): ProjectionOutcome<Body>;
}

type Folding<Body extends object> = Pick<DocumentProjection<Body>, 'prefixes' | 'idOf' | 'evolve'>;

/** Speaks of one projection. */
export function specifyProjection<Body extends object>(projection: Folding<Body>): ProjectionSpecification<Body> {
  return { given: (events) => new ProjectionOutcome(projection, recorded(events)) };
}

export class ProjectionOutcome<Body extends object> {
  readonly #projection: Folding<Body>;
  readonly #events: readonly RecordedEvent[];

  constructor(projection: Folding<Body>, events: readonly RecordedEvent[]) {
    this.#projection = projection;
    this.#events = events;
  }

  /** The only document; null where none is left. */
  // oxlint-disable-next-line unicorn/no-thenable -- it ends the sentence; nobody awaits it
  then(document: Body | null): void {
    const documents = Object.values(this.#fold());
    expect(documents).toEqual(document === null ? [] : [document]);
  }

  /** All documents, by id. */
  thenDocuments(documents: Readonly<Record<string, Body>>): void {
    expect(this.#fold()).toEqual(documents);
  }

  /** An event cannot be folded, so that its document would be quarantined. */
  thenPoison(message: RegExp): void {
    expect(() => this.#fold()).toThrow(message);
  }

  #fold(): Record<string, Body> {
    const { prefixes, idOf, evolve } = this.#projection;
    const documents = new Map<string, Body | null>();
    for (const event of this.#events.filter(({ stream }) => prefixes.some((prefix) => stream.startsWith(prefix)))) {
      const ids = idOf(event) ?? [];
      for (const id of typeof ids === 'string' ? [ids] : new Set(ids)) documents.set(id, evolve(documents.get(id) ?? null, event));
    }
    return Object.fromEntries([...documents].flatMap(([id, body]) => (body === null ? [] : [[id, body]])));
  }
}

/** Events as a log would hand them out. */
export function recorded(events: readonly GivenEvent[]): RecordedEvent[] {
  const revisions = new Map<string, number>();
  return events.map(({ stream, type, data, metadata = {}, position, recordedAt = '2026-01-01T00:00:00.000Z' }, i) => {
    const revision = (revisions.get(stream) ?? -1) + 1;
    revisions.set(stream, revision);
    const id = `00000000-0000-4000-8000-${String(i + 1).padStart(12, '0')}`;
    const superseded = metadata.superseded === true;
    return { id, type, stream, revision, position: position ?? i + 1, recordedAt, superseded, data, metadata };
  });
}
