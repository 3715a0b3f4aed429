import { MOST_YEARS_BACK, type YearOfEvents } from '#libs/domain';
import type { EventStore, RecordedEvent } from '#libs/event-sourcing';
import { standingOfStudent, type StudentOfYear } from './standing-of-student.js';

/** A student's school years before one, with the events that stand: what rules that look back are explained by. */
export async function yearsBefore(
  store: EventStore,
  student: StudentOfYear,
  knownAt: string | null,
): Promise<(YearOfEvents & { readonly events: readonly RecordedEvent[] })[]> {
  const years = Array.from({ length: MOST_YEARS_BACK }, (_, index) => student.year - MOST_YEARS_BACK + index);
  const found = await Promise.all(
    years.map(async (each) => ({
      year: each,
      events: await standingOfStudent(store, { ...student, year: each }, knownAt),
    })),
  );
  return found.filter(({ events }) => events.length > 0);
}
