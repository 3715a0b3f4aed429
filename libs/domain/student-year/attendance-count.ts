import type { SchoolYear } from '../school-year/school-year.js';
import { DAYS_IN_SCHOOL_YEAR } from '../time/school-date.js';
import { countedAs, hasSectionRecord, isStale, setCountedAs, setStale, wholeDayCode } from './day-byte.js';
import type { Home } from './roster.js';
import { sectionsOfDay } from './section-days.js';
import { enrolmentSpans } from './spans.js';
import { attendanceCode, FIRST_ABSENT_CODE, type Derived, type StudentYear } from './student-year.state.js';

/** The schools of one school year by id. */
export type Schools = ReadonlyMap<string, SchoolYear>;

/** What a day counts as. `tardy` is present and told apart only for profiles that turn tardies into absences. */
export const DayCount = { none: 0, present: 1, tardy: 2, absent: 3 } as const;

export interface AttendanceCount {
  readonly present: number;
  readonly absent: number;
  /** Of the present ones. */
  readonly tardy: number;
}

/** Counted days up to and including day `asOf`. Counts only the days that changed or came in since the last call. */
export function countAttendance(state: StudentYear, schools: Schools, asOf: number): AttendanceCount {
  const { derived } = state;
  for (let day = derived.staleFrom; day <= derived.staleTo; day++)
    if (isStale(state, day)) count(state, day, countDay(state, schools, day));
  forgetStale(derived);
  while (derived.countedTo < asOf) count(state, ++derived.countedTo, countDay(state, schools, derived.countedTo));
  while (derived.countedTo > asOf) uncount(state, derived.countedTo--);
  return derived;
}

/** Marks one day to be counted again: a record of it changed, or what its school says of it. */
export function recountDay(state: StudentYear, day: number): void {
  const { derived } = state;
  if (!(day <= derived.countedTo) || isStale(state, day)) return;
  uncount(state, day);
  setStale(state, day);
  derived.staleFrom = Math.min(derived.staleFrom, day);
  derived.staleTo = Math.max(derived.staleTo, day);
}

/** Marks all days to be counted again. */
export function recountAllDays(state: StudentYear): void {
  const { derived } = state;
  while (derived.countedTo >= 0) uncount(state, derived.countedTo--);
  forgetStale(derived);
}

function forgetStale(derived: Derived): void {
  derived.staleFrom = DAYS_IN_SCHOOL_YEAR;
  derived.staleTo = -1;
}

function count(state: StudentYear, day: number, as: number): void {
  setCountedAs(state, day, as);
  add(state.derived, as, 1);
}

function uncount(state: StudentYear, day: number): void {
  add(state.derived, countedAs(state, day), -1);
  setCountedAs(state, day, DayCount.none);
}

function add(derived: Derived, as: number, days: 1 | -1): void {
  if (as === DayCount.absent) derived.absent += days;
  else if (as !== DayCount.none) derived.present += days;
  if (as === DayCount.tardy) derived.tardy += days;
}

/**
 * What one day counts as: enrolled at an affirmative school, with a record, on an instructional day (any day where the school
 * has no calendar); or at an exception-only school on an instructional day that the school has submitted.
 */
export function countDay(state: StudentYear, schools: Schools, day: number): number {
  const spans = enrolmentSpans(state);
  const { home } = state.roster;
  if (home !== null) return day < home.from || day >= home.to ? DayCount.none : countAt(state, homeSchool(home, schools), day);
  for (const span of spans) {
    if (day < span.from || day >= span.to) continue;
    const as = countAt(state, schools.get(span.schoolId), day);
    if (as !== DayCount.none) return as;
  }
  return DayCount.none;
}

function homeSchool(home: Home, schools: Schools): SchoolYear | undefined {
  if (home.school !== null && home.schools === schools) return home.school;
  home.school = schools.get(home.schoolId) ?? null;
  home.schools = schools;
  return home.school ?? undefined;
}

function countAt(state: StudentYear, school: SchoolYear | undefined, day: number): number {
  if (school === undefined || !mayCount(school, day)) return DayCount.none;
  const code = dayCode(state, day);
  if (code === 0 && school.taking === 'affirmative') return DayCount.none;
  if (code >= FIRST_ABSENT_CODE) return DayCount.absent;
  return code === attendanceCode.tardy ? DayCount.tardy : DayCount.present;
}

function mayCount(school: SchoolYear, day: number): boolean {
  switch (school.taking) {
    case null:
      return false;
    case 'affirmative':
      return school.instructional === null || school.instructional[day] === 1;
    case 'exception-only':
      return school.instructional?.[day] === 1 && school.submitted[day] === 1;
  }
}

/** The attendance code of a day: its whole-day record, else what its section records come to; 0 without a record. */
export function dayCode(state: StudentYear, day: number): number {
  const whole = wholeDayCode(state, day);
  if (whole !== 0 || !hasSectionRecord(state, day)) return whole;
  const { missed, unexcused, attended } = sectionsOfDay(state, day);
  if (2 * missed < attended) return attendanceCode.present;
  return unexcused > 0 ? attendanceCode['absent-unexcused'] : attendanceCode['absent-excused'];
}
