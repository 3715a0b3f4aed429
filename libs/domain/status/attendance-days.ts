import { countAttendance, countDay, DayCount, type AttendanceCount, type Schools } from '../student-year/attendance-count.js';
import { hasSectionRecord, wholeDayCode } from '../student-year/day-byte.js';
import { sectionsOfDay } from '../student-year/section-days.js';
import type { RatioMeasure } from '../profiles/profile.js';
import type { StudentYear } from '../student-year/student-year.state.js';

/** How attendance is looked at. */
export interface AttendanceContext {
  readonly schools: Schools;
  /** Day index from July 1. */
  readonly asOf: number;
  /** Leave a day out that is known only by section records and not decided yet. */
  readonly withoutUndecidedDay?: boolean;
}

/** The days behind a rate; `present` is what is left after tardies that make absences. */
export interface AttendanceDays {
  readonly present: number;
  readonly enrolled: number;
}

/** Counts the days that a measure of attendance is about. */
export function attendanceDays(measure: RatioMeasure, state: StudentYear, context: AttendanceContext): AttendanceDays {
  const days = countedDays(measure.window?.lastDays, state, context);
  const { tardiesPerAbsence } = measure;
  const tardyAbsences = tardiesPerAbsence === undefined ? 0 : Math.floor(days.tardy / tardiesPerAbsence);
  return { present: days.present - tardyAbsences, enrolled: days.present + days.absent };
}

function countedDays(lastDays: number | undefined, state: StudentYear, context: AttendanceContext): AttendanceCount {
  const { asOf, schools } = context;
  const days = lastDays === undefined ? countAttendance(state, schools, asOf) : countRange(state, schools, [asOf - lastDays + 1, asOf]);
  const leaveOut = context.withoutUndecidedDay === true && isUndecided(state, asOf);
  return leaveOut ? less(days, countDay(state, schools, asOf)) : days;
}

function countRange(state: StudentYear, schools: Schools, [first, last]: readonly [number, number]): AttendanceCount {
  const total = { present: 0, absent: 0, tardy: 0 };
  for (let day = Math.max(first, 0); day <= last; day++) {
    const as = countDay(state, schools, day);
    if (as === DayCount.absent) total.absent += 1;
    else if (as !== DayCount.none) total.present += 1;
    if (as === DayCount.tardy) total.tardy += 1;
  }
  return total;
}

/** Sections make a day present or absent, never tardy. */
function less({ present, absent, tardy }: AttendanceCount, as: number): AttendanceCount {
  return { present: present - Number(as === DayCount.present), absent: absent - Number(as === DayCount.absent), tardy };
}

/**
 * A day known only by section records is decided while it lasts once half of the sections that the student is known to attend
 * are missed; before that, more records may come.
 */
export function isUndecided(state: StudentYear, day: number): boolean {
  if (wholeDayCode(state, day) !== 0 || !hasSectionRecord(state, day)) return false;
  const { missed, known, attended } = sectionsOfDay(state, day);
  return known === 0 || 2 * missed < attended;
}
