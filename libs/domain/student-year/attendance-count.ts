import type { SchoolYear } from '../school-year/school-year.js';
import { enrolmentSpans, sectionSpans } from './spans.js';
import { attendanceCode, FIRST_ABSENT_CODE, type Home, type SectionYear, type StudentYear } from './student-year.state.js';

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

/** Counted days up to and including day `asOf`. Counts again only the days that changed since the last call. */
export function countAttendance(state: StudentYear, schools: Schools, asOf: number): AttendanceCount {
  const { derived } = state;
  if (asOf < derived.countedTo || derived.countedTo < 0) {
    derived.counted.fill(DayCount.none);
    derived.present = derived.absent = derived.tardy = 0;
    derived.countedTo = -1;
    derived.staleDay = -1;
  }
  while (derived.countedTo < asOf) {
    derived.countedTo += 1;
    count(state, derived.countedTo, countDay(state, schools, derived.countedTo));
  }
  if (derived.staleDay >= 0) {
    uncount(state, derived.staleDay);
    count(state, derived.staleDay, countDay(state, schools, derived.staleDay));
    derived.staleDay = -1;
  }
  return derived;
}

/** Marks one day to be counted again: a record of it changed, or what its school says of it. */
export function recountDay(state: StudentYear, day: number): void {
  const { derived } = state;
  if (day > derived.countedTo || derived.staleDay === day) return;
  if (derived.staleDay >= 0) recountAllDays(state);
  else derived.staleDay = day;
}

/** Marks all days to be counted again. */
export function recountAllDays(state: StudentYear): void {
  state.derived.countedTo = -1;
}

function count(state: StudentYear, day: number, as: number): void {
  const { derived } = state;
  derived.counted[day] = as;
  if (as === DayCount.absent) derived.absent += 1;
  else if (as !== DayCount.none) derived.present += 1;
  if (as === DayCount.tardy) derived.tardy += 1;
}

function uncount(state: StudentYear, day: number): void {
  const { derived } = state;
  const as = derived.counted[day];
  if (as === DayCount.absent) derived.absent -= 1;
  else if (as !== DayCount.none) derived.present -= 1;
  if (as === DayCount.tardy) derived.tardy -= 1;
}

/**
 * What one day counts as: enrolled at an affirmative school, with a record, on an instructional day (any day where the school
 * has no calendar); or at an exception-only school on an instructional day that the school has submitted.
 */
export function countDay(state: StudentYear, schools: Schools, day: number): number {
  if (state.derived.enrolments === null) enrolmentSpans(state);
  const { home } = state.derived;
  if (home !== null) return day < home.from || day >= home.to ? DayCount.none : countAt(state, homeSchool(home, schools), day);
  for (const span of enrolmentSpans(state)) {
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
  const whole = state.days[day] ?? 0;
  if (whole !== 0 || (state.derived.sectionRecords?.[day] ?? 0) === 0) return whole;
  const { missed, unexcused, attended } = sectionsOfDay(state, day);
  if (2 * missed < attended) return attendanceCode.present;
  return unexcused > 0 ? attendanceCode['absent-unexcused'] : attendanceCode['absent-excused'];
}

export interface SectionsOfDay {
  /** Sections with a record of the day. */
  readonly recorded: number;
  readonly missed: number;
  readonly unexcused: number;
  /** Sections of the day: those with a record and those the student is known to attend. */
  readonly attended: number;
  /** Sections the student is known to attend, whether recorded or not. */
  readonly known: number;
}

export function sectionsOfDay(state: StudentYear, day: number): SectionsOfDay {
  let recorded = 0;
  let missed = 0;
  let unexcused = 0;
  let attended = 0;
  let known = 0;
  for (const section of state.sections.values()) {
    const code = section.days?.[day] ?? 0;
    const member = attends(sectionSpans(section, state.year), day);
    if (member) known += 1;
    if (member || code !== 0) attended += 1;
    if (code !== 0) recorded += 1;
    if (code >= FIRST_ABSENT_CODE) missed += 1;
    if (code === attendanceCode['absent-unexcused']) unexcused += 1;
  }
  return { recorded, missed, unexcused, attended, known };
}

function attends(spans: SectionYear['spans'], day: number): boolean {
  for (const span of spans) if (span.from <= day && day < span.to) return true;
  return false;
}
