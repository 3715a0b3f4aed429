import { naturalKey, recordNameOf } from '../facts/fact-payload.js';
import type { LedgerEvent } from '../ledger/ledger.decider.js';
import { emptyStudentYear, type StudentFact, type StudentYear } from '../student-year/student-year.state.js';
import { evolveStudentYear } from '../student-year/student-year.fold.js';
import { compareMoments, isRetraction, largestVersions } from './standing.js';

/** An event with its place among those of several streams. */
export interface PlacedEvent extends LedgerEvent {
  readonly stream: string;
  readonly position: number;
}

/**
 * The events that stand, in the order of the log, as if the streams of one student's ids were one: of each natural key the largest
 * version of all streams.
 * @param streams one list of events for each id. @param knownAt see `standingAt`.
 */
export function standingOfAll<Event extends PlacedEvent>(streams: readonly (readonly Event[])[], knownAt: string | null): Event[] {
  const largest = new Map<string, Event>();
  for (const events of streams) {
    for (const [key, event] of largestVersions(events, knownAt)) {
      const other = largest.get(key);
      if (other === undefined || compareAcross(other, event) < 0) largest.set(key, event);
    }
  }
  return [...largest.values()].filter((event) => !isRetraction(event)).sort((a, b) => a.position - b.position);
}

/** A student's year folded from the streams of several ids, event by event in the order of the log. */
export class UnitedYear {
  readonly state: StudentYear;
  /** By natural key what stands, or retracts, in each of the streams. */
  readonly #largest = new Map<string, readonly PlacedEvent[]>();

  constructor(year: number) {
    this.state = emptyStudentYear(year);
  }

  /** Folds the next event of any of the streams: it changes something where no other stream has a larger version. */
  fold(event: PlacedEvent): void {
    const name = recordNameOf(event.type);
    if (event.superseded || name === null) return;
    const key = naturalKey(name, event.data as Record<string, unknown>);
    const others = (this.#largest.get(key) ?? []).filter(({ stream }) => stream !== event.stream);
    this.#largest.set(key, [...others, event]);
    if (others.some((other) => compareAcross(other, event) > 0)) return;
    evolveStudentYear(this.state, { type: event.type, data: event.data } as StudentFact);
  }

  /** Folds whole streams. @param before only events before this position. */
  static of(year: number, streams: readonly (readonly PlacedEvent[])[], before: number): UnitedYear {
    const united = new UnitedYear(year);
    const events = streams.flat().filter(({ position }) => position < before);
    for (const event of events.sort((a, b) => a.position - b.position)) united.fold(event);
    return united;
  }
}

/** Orders versions of one natural key that came under different ids. What the log does not keep of a record decides nothing here. */
function compareAcross(a: LedgerEvent, b: LedgerEvent): number {
  return compareMoments(a, b) || compareTexts(JSON.stringify(a.data), JSON.stringify(b.data));
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
