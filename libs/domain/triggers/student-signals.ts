import type { Schools } from '../student-year/attendance-count.js';
import { countDay, dayCode, DayCount } from '../student-year/attendance-count.js';
import { isEnrolledOn, placeOn } from '../student-year/placement.js';
import { FIRST_ABSENT_CODE, type StudentYear } from '../student-year/student-year.state.js';
import { isUndecided } from '../status/attendance-days.js';
import { currentMarksOf, matchingIncidents } from '../status/measures.js';
import { dateAt } from '../time/school-date.js';
import type { Signal } from './signal.js';
import type { TriggerCause } from './trigger.js';

/** Causes that are seen in the records of a student's school year. */
export type StudentCause = Extract<TriggerCause, { kind: 'absences-in-a-row' | 'discipline' | 'failing-courses' }>;

export interface StudentRecords {
  readonly state: StudentYear;
  readonly schools: Schools;
}

export function isStudentCause(cause: TriggerCause): cause is StudentCause {
  return cause.kind === 'absences-in-a-row' || cause.kind === 'discipline' || cause.kind === 'failing-courses';
}

/** The level of a trigger over raw records as of a day (index from July 1); null where it is nothing. */
export function studentSignal(cause: StudentCause, { state, schools }: StudentRecords, asOf: number): Signal | null {
  switch (cause.kind) {
    case 'absences-in-a-row':
      return signalOf(absencesInARow(state, schools, asOf));
    case 'discipline':
      return signalOf(
        matchingIncidents({ aggregate: 'count', of: 'incidents', where: { actions: cause.actions } }, state, asOf).map(
          ({ incidentId }) => incidentId,
        ),
      );
    case 'failing-courses':
      return signalOf(failingCourses(cause, state, asOf));
  }
}

function signalOf(evidence: readonly string[]): Signal | null {
  return evidence.length === 0 ? null : { level: evidence.length, evidence: evidence.toSorted() };
}

/** An absence is told of before its school has submitted the day; a day without a record is present only after that. */
function isMissed(state: StudentYear, schools: Schools, day: number): boolean {
  if (dayCode(state, day) < FIRST_ABSENT_CODE || !isEnrolledOn(state, day)) return false;
  const school = schools.get(placeOn(state, day)?.schoolId ?? '');
  return school?.instructional?.[day] !== 0;
}

/** Dates of the days missed since the last one present; days of which nothing is known break nothing. */
function absencesInARow(state: StudentYear, schools: Schools, asOf: number): string[] {
  const dates: string[] = [];
  for (let day = asOf; day >= 0; day--) {
    if (day === asOf && isUndecided(state, day)) continue;
    if (isMissed(state, schools, day)) dates.push(dateAt(day, state.year));
    else if (countDay(state, schools, day) !== DayCount.none) break;
  }
  return dates;
}

function failingCourses({ subjects }: Extract<StudentCause, { kind: 'failing-courses' }>, state: StudentYear, asOf: number): string[] {
  return currentMarksOf({ subjects }, state, asOf).flatMap(({ letter, courseId }) => (letter === 'F' ? [courseId] : []));
}
