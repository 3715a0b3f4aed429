import {
  communityOn,
  emptyStudentYear,
  enrolmentSpans,
  nextChange,
  recountDay,
  resultKey,
  type EvaluationContext,
  type Profile,
  type StudentYear,
} from '#libs/domain';
import type { ReplayedSchool } from './replayed-school.js';
import type { ReplayedYear, WakingStudent } from './replayed-year.js';

/** One student's year in a replay. */
export interface ReplayedStudent extends WakingStudent {
  readonly key: string;
  readonly state: StudentYear;
  readonly year: ReplayedYear<ReplayedStudent>;
  /** null before the district's first day. */
  context: (EvaluationContext & { asOf: number }) | null;
  /** See `resultKey`. */
  results: number;
  school: ReplayedSchool<ReplayedStudent> | null;
  /** How many of the school's changes are counted. */
  seen: number;
}

export function replayedStudent(key: string, year: ReplayedYear<ReplayedStudent>): ReplayedStudent {
  return { key, state: emptyStudentYear(year.year), year, context: null, results: -1, wake: Infinity, school: null, seen: 0, due: -1 };
}

/** After a change of more than attendance, or on a day that changes something: schools and rules. */
export function settle(student: ReplayedStudent, profileFor: (community: string | null) => Profile): void {
  const { state, year } = student;
  catchUp(student);
  const schools = new Set(enrolmentSpans(state).map(({ schoolId }) => year.school(schoolId)));
  const [school = null] = schools;
  student.school = schools.size === 1 ? school : null;
  for (const each of schools) each.add(student);
  student.seen = student.school?.changes.length ?? 0;
  student.due = -1;
  if (year.asOf < 0) return;
  student.context = { schools: year.schools, profile: profileFor(communityOn(state, year.asOf)), asOf: year.asOf };
}

/** Evaluates; true where a result has changed. */
export function evaluate(student: ReplayedStudent): boolean {
  const { context, state, school } = student;
  if (context === null) return false;
  catchUp(student);
  context.asOf = student.year.asOf;
  const results = resultKey(state, context);
  if (school !== null) {
    const { key, present } = state.derived;
    school.lookAgainAfter(student, key === null ? 0 : key.mostPresent - present);
  }
  if (results === student.results) return false;
  student.results = results;
  return true;
}

/** The next day on which something known already may change a result. */
export function wakeDay(student: ReplayedStudent): number {
  return student.context === null ? Infinity : nextChange(student.state, student.context);
}

function catchUp(student: ReplayedStudent): void {
  const { school, state } = student;
  if (school === null) return;
  for (; student.seen < school.changes.length; student.seen++) recountDay(state, school.changes[student.seen] ?? 0);
}
