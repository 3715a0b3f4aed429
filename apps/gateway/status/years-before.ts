import { MOST_YEARS_BACK, studentStream, type YearOfEvents } from '#libs/domain';
import type { EventStore } from '#libs/event-sourcing';
import { standingEvents } from './standing-events.js';

export interface StudentOfYear {
  readonly district: string;
  readonly key: string;
  readonly year: number;
}

/** A student's school years before one, with the events that stand: what rules that look back are explained by. */
export async function yearsBefore(
  store: EventStore,
  { district, key, year }: StudentOfYear,
  knownAt: string | null,
): Promise<YearOfEvents[]> {
  const years = Array.from({ length: MOST_YEARS_BACK }, (_, index) => year - MOST_YEARS_BACK + index);
  const found = await Promise.all(
    years.map(async (each) => ({
      year: each,
      events: standingEvents(await store.readStream(studentStream(district, key, each)), knownAt),
    })),
  );
  return found.filter(({ events }) => events.length > 0);
}
