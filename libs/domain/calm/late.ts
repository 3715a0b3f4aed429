import { addDays, lastDayOf } from '../time/school-date.js';

/** When something happened and when the district knew. */
export interface CauseTimes {
  /** School date; null where it is about no single day. */
  readonly date: string | null;
  /** UTC instant; null where it is not known. */
  readonly knownAt: string | null;
}

/** Whether a cause is history: older than so many days, or of a school year that is over. Nobody is told of it. */
export function isLate({ date, knownAt }: CauseTimes, schoolYear: number, today: string, withinDays: number): boolean {
  if (today > lastDayOf(schoolYear)) return true;
  const first = addDays(today, -withinDays);
  // An instant of a day sorts after the day itself.
  return (date !== null && date < first) || (knownAt !== null && knownAt < first);
}
