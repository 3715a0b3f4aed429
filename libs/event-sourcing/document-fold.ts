import type { DocumentProjection } from './document-projection.js';
import type { RecordedEvent } from './event-store.port.js';

/** What is known of a document before its events are folded. */
export interface KnownDocument<Body> {
  readonly body: Body | null;
  /** Position of the last event folded into it, also where the document has gone since; null: no event was. */
  readonly position: number | null;
}

export interface Poison {
  readonly event: RecordedEvent;
  readonly error: unknown;
}

export interface FoldedDocument<Body> extends KnownDocument<Body> {
  /** True where a document stood before or in between: then its end is remembered. */
  readonly existed: boolean;
  /** The event that could not be folded; those after it were left. */
  readonly poison: Poison | null;
}

/** Folds the events of one document onto it, without those that it already has, up to the first that cannot be folded. */
export function foldDocument<Body extends object>(
  evolve: DocumentProjection<Body>['evolve'],
  known: KnownDocument<Body>,
  events: readonly RecordedEvent[],
): FoldedDocument<Body> {
  let { body, position } = known;
  let existed = body !== null;
  for (const event of events) {
    if (position !== null && event.position <= position) continue;
    try {
      body = evolve(body, event);
    } catch (error) {
      return { body, position, existed, poison: { event, error } };
    }
    existed ||= body !== null;
    position = event.position;
  }
  return { body, position, existed, poison: null };
}
