import { standingOfAll, studentStream, type Identities } from '#libs/domain';
import type { EventStore, RecordedEvent } from '#libs/event-sourcing';

export interface StudentOfYear {
  readonly district: string;
  readonly key: string;
  readonly year: number;
  /** Which keys are one student's, as known then; null where nothing was said of any. */
  readonly people: Identities | null;
}

/** The events of a student's year that stand, under whichever of the student's ids they came. @param knownAt null for what stands now. */
export async function standingOfStudent(
  store: EventStore,
  { district, key, year, people }: StudentOfYear,
  knownAt: string | null,
): Promise<RecordedEvent[]> {
  const keys = people?.keysOf(key) ?? [key];
  return standingOfAll(await Promise.all(keys.map((each) => store.readStream(studentStream(district, each, year)))), knownAt);
}
