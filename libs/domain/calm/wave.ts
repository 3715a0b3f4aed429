import type { Calm } from '../triggers/trigger.js';
import { addDays } from '../time/school-date.js';

/** Students of one community who turned off track, by the day on which they did. */
export type TurnedOff = ReadonlyMap<string, string>;

/**
 * Whether so many of a community have turned off track within the last days that it is one event of the community.
 * @param size students of the community.
 */
export function isWave(turnedOff: TurnedOff, size: number, today: string, { wave }: Calm): boolean {
  const count = studentsInWindow(turnedOff, today, wave.days).length;
  return count >= wave.leastStudents && 100 * count > wave.percent * size;
}

/** Keys of those who turned off track in the window of days that ends today, sorted. */
export function studentsInWindow(turnedOff: TurnedOff, today: string, days: number): string[] {
  const from = addDays(today, 1 - days);
  return [...turnedOff].flatMap(([key, date]) => (date >= from && date <= today ? [key] : [])).sort();
}
