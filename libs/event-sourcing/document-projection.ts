import type { RecordedEvent } from './event-store.port.js';
import type { CollectionDefinition } from './read-models.port.js';

/**
 * Folds events into documents, each of its own events only; pure.
 *
 * `evolve` does not change the body that it is given. A body is a JSON object; null is no document: there was none, or it goes.
 */
export interface DocumentProjection<Body extends object> {
  /** Names the checkpoint. */
  readonly name: string;
  /** Streams whose names start with one of these. */
  readonly prefixes: readonly string[];
  readonly collection: CollectionDefinition;
  /** The documents that an event concerns; null for none. What throws here stops the projection. */
  readonly idOf: (event: RecordedEvent) => string | readonly string[] | null;
  /** What throws here quarantines the document. */
  readonly evolve: (body: Body | null, event: RecordedEvent) => Body | null;
}

/** The events of a batch by the document that they concern, each in order. */
export function eventsByDocument(
  { idOf }: Pick<DocumentProjection<never>, 'idOf'>,
  events: readonly RecordedEvent[],
): Map<string, RecordedEvent[]> {
  const byDocument = new Map<string, RecordedEvent[]>();
  for (const event of events) {
    const ids = idOf(event);
    if (ids === null) continue;
    for (const id of typeof ids === 'string' ? [ids] : new Set(ids)) {
      const own = byDocument.get(id);
      if (own === undefined) byDocument.set(id, [event]);
      else own.push(event);
    }
  }
  return byDocument;
}
