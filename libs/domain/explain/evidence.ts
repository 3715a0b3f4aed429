import { naturalKey, recordNameOf } from '../facts/fact-payload.js';
import type { LedgerEvent } from '../ledger/ledger.decider.js';

/** The parts of a stored event that evidence is made of. */
export interface SourceEvent extends LedgerEvent {
  readonly id: string;
  readonly position: number;
}

/** One fact behind a condition, with the event that said so. */
export interface Evidence {
  readonly eventId: string;
  readonly position: number;
  readonly revision: number;
  readonly type: string;
  /** When it happened; for a mark, from when it counts. */
  readonly date: string;
  /** In plain words, for example `F in math, course algebra-1, final`. */
  readonly what: string;
  /** When the district knew; null where the source did not say. */
  readonly knownAt: string | null;
  /** Whether the shown value rests on it; else it is there to show why not. */
  readonly counts: boolean;
}

export type Told = Pick<Evidence, 'date' | 'what' | 'counts'>;

/** Finds the event behind each fact that stands. */
export class Sources {
  readonly #events = new Map<string, SourceEvent>();

  /** @param events those that stand, see `standingAt`. */
  constructor(events: readonly SourceEvent[]) {
    for (const event of events) {
      const name = recordNameOf(event.type);
      if (name !== null) this.#events.set(naturalKey(name, event.data as Record<string, unknown>), event);
    }
  }

  attendance(date: string, sectionId?: string): SourceEvent | undefined {
    return this.#events.get(naturalKey('attendance-recorded', { date, sectionId }));
  }

  mark(courseId: string, termId: string, origin: 'transcript' | 'grade'): SourceEvent | undefined {
    return this.#events.get(naturalKey('grade-posted', { courseId, termId, origin }));
  }

  assessment(assessmentId: string): SourceEvent | undefined {
    return this.#events.get(naturalKey('assessment-recorded', { assessmentId }));
  }

  incident(incidentId: string): SourceEvent | undefined {
    return this.#events.get(naturalKey('behavior-recorded', { incidentId }));
  }
}

/** Evidence of what an event told; nothing where the event is not among the sources. */
export function evidenceOf(event: SourceEvent | undefined, told: Told): Evidence[] {
  if (event === undefined) return [];
  const { id, position, revision, type, metadata } = event;
  return [{ eventId: id, position, revision, type, ...told, knownAt: metadata.knownAt ?? null }];
}
