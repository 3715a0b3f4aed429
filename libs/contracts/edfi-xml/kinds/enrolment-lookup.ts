import { firstDayOf, schoolYearOf } from '#libs/domain';
import type { SqliteStaging } from '../staging/sqlite-staging.adapter.js';
import type { Enrolment } from './enrolments.js';

/** The last day, exclusive, of an enrolment: its exit, at most the July 1 after its school year. */
function endOf({ entryDate, exitDate }: Enrolment): string {
  return exitDate ?? firstDayOf(schoolYearOf(entryDate) + 1);
}

/**
 * The school for a record that names none: of the student's enrolment running that day (the latest entry, then the smallest id), else of
 * the last enrolment of that school year, else of the last of all. Undefined for a student without an enrolment.
 */
export function schoolOfEnrolment(student: string, date: string, staging: SqliteStaging): string | undefined {
  const enrolments = staging
    .claimsOf<Enrolment>('enrolment', student)
    .sort((a, b) => (a.entryDate === b.entryDate ? order(b.schoolId, a.schoolId) : order(a.entryDate, b.entryDate)));
  const year = schoolYearOf(date);
  const found =
    enrolments.findLast((each) => each.entryDate <= date && date < endOf(each)) ??
    enrolments.findLast((each) => schoolYearOf(each.entryDate) === year) ??
    enrolments.at(-1);
  return found?.schoolId;
}

/** The latest school year in which the student has an enrolment. */
export function lastEnrolledYear(student: string, staging: SqliteStaging): number | undefined {
  const years = staging.claimsOf<Enrolment>('enrolment', student).map(({ entryDate }) => schoolYearOf(entryDate));
  return years.length === 0 ? undefined : Math.max(...years);
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
