import type { AttendanceStatus } from '#libs/domain';
import { drawInt, purpose, type Key } from './random.js';

/** What a student's day is like. The last five say how it is recorded, too. */
export const code = {
  away: 0,
  present: 1,
  excused: 2,
  unexcused: 3,
  tardy: 4,
  early: 5,
  /** Comes late and was recorded absent by then. */
  late: 6,
  /** There all day, but not in one or two classes. */
  cuts: 7,
  absentByMistake: 8,
  presentByMistake: 9,
} as const;

export const PERIODS = 6;
/** Grade from which attendance is taken in each class, where a district does so. */
export const FIRST_SECTIONED_GRADE = 6;

/** What is first recorded for the whole day. */
export function firstStatus(today: number): AttendanceStatus {
  if (today === code.excused) return 'absent-excused';
  if (today === code.unexcused || today === code.late || today === code.absentByMistake) return 'absent-unexcused';
  return today === code.tardy ? 'tardy' : 'present';
}

/** What is first recorded in a class of the day, 1 to 6. */
export function periodStatus(today: number, period: number, key: Key): AttendanceStatus {
  if (today === code.excused || today === code.unexcused) return firstStatus(today);
  if (today === code.early) return period === PERIODS ? 'absent-excused' : period === PERIODS - 1 ? 'early-departure' : 'present';
  if (today === code.cuts) {
    const from = drawInt(key, purpose.cutPeriod, 2, PERIODS + 1);
    return period === from || period === from - 1 ? 'absent-unexcused' : 'present';
  }
  return period === 1 ? firstStatus(today) : 'present';
}

/** True where the student misses the day. */
export function isAbsent(today: number): boolean {
  return today === code.excused || today === code.unexcused || today === code.presentByMistake;
}
