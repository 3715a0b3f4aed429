import type { Profile, StatusChanged } from '#libs/domain';
import type { RecordedEvent } from '#libs/event-sourcing';
import { v5 as uuidV5 } from 'uuid';
import type { ReplayedStudent } from './replayed-student.js';

/** A change of status as it would have been recorded. */
export interface ReplayedChange {
  /** The same for the same change under the same rules, whenever they are replayed. */
  readonly id: string;
  readonly district: string;
  readonly key: string;
  readonly schoolYear: number;
  /** When the event that caused it was appended. */
  readonly recordedAt: string;
  readonly change: StatusChanged;
}

/** A change as it was decided. Its cause is the event itself, which reads what it is asked for from the store. */
export interface DecidedChange {
  readonly student: ReplayedStudent;
  readonly event: RecordedEvent;
  readonly change: StatusChanged;
}

/** Namespace of the ids of replayed changes: none is ever that of a recorded one. */
const REPLAYED_CHANGES = '0f6a1c52-8f0e-5c55-9d0b-3a7f5f3f6a11';

/** What is told of a decided change under some rules. Where changes are only counted nothing is, which spares an id and a look at the store for each. */
export function changeTeller(profile: Profile): (decided: DecidedChange) => ReplayedChange {
  // Rules of one's own may change under their name and version.
  const rules = uuidV5(JSON.stringify(profile), REPLAYED_CHANGES);
  return ({ student: { key, year }, event, change }) => {
    const { id: causeId, position, type, recordedAt } = event;
    const { district, year: schoolYear } = year;
    const id = uuidV5(`${district}/${key}/${schoolYear}/${causeId}`, rules);
    return { id, district, key, schoolYear, recordedAt, change: { ...change, cause: { id: causeId, position, type, recordedAt } } };
  };
}
