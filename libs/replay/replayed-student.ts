import {
  communityOn,
  dayIndex,
  emptyStudentYear,
  enrolmentSpans,
  evolveStudentYear,
  isRosterFact,
  milestoneOf,
  nextChange,
  placeOn,
  recountDay,
  resultKey,
  statusRow,
  type EvaluationContext,
  type Milestone,
  type Profile,
  type StatusRow,
  type StudentFact,
  type StudentYear,
} from '#libs/domain';
import type { ReplayedSchool } from './replayed-school.js';
import type { ReplayedYear, WakingStudent } from './replayed-year.js';

/** One student's year in a replay. */
export interface ReplayedStudent extends WakingStudent {
  readonly key: string;
  /** Something was or will be said of the id: see `LinkedFold`. */
  readonly isLinked: boolean;
  /** Of a student with several ids what came under all of them. */
  state: StudentYear;
  readonly year: ReplayedYear<ReplayedStudent>;
  /** null before the district's first day. */
  context: (EvaluationContext & { asOf: number }) | null;
  /** See `resultKey`. */
  results: number;
  school: ReplayedSchool<ReplayedStudent> | null;
  /** How many of the school's changes are counted. */
  seen: number;
  milestone: Milestone | null;
  /** To be told of at its next event, or the next day, whatever its results. */
  held: boolean;
}

export function replayedStudent(key: string, year: ReplayedYear<ReplayedStudent>, isLinked: boolean): ReplayedStudent {
  const state = emptyStudentYear(year.year);
  return {
    key,
    isLinked,
    state,
    year,
    context: null,
    school: null,
    results: -1,
    milestone: null,
    wake: Infinity,
    seen: 0,
    due: -1,
    held: false,
  };
}

/** Folds a fact of the student's own stream. @returns whether a result may be another one now. */
export function foldFact(student: ReplayedStudent, fact: StudentFact, settleAnew: (student: ReplayedStudent) => void): boolean {
  const { state, year } = student;
  evolveStudentYear(state, fact);
  switch (fact.type) {
    case 'attendance-recorded.v1': {
      const counts = student.school?.noteRecord(student, dayIndex(fact.data.date, year.year)) ?? true;
      if (state.derived.latestRecord > year.asOf) year.wakeOn(student, year.asOf + 1);
      return counts || student.held;
    }
    case 'grade-posted.v1':
      year.wakeIfLater(student, dayIndex(fact.data.markedOn ?? fact.data.termEnd, year.year));
      return true;
    case 'behavior-recorded.v1':
    case 'assessment-recorded.v1':
      year.wakeIfLater(student, dayIndex(fact.data.date, year.year));
      return true;
    default:
      if (isRosterFact(fact)) settleAnew(student);
      year.wakeOn(student, year.asOf + 1);
      return true;
  }
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
  const profile = profileFor(communityOn(state, year.asOf));
  student.context = { schools: year.schools, profile, asOf: year.asOf };
  const place = placeOn(state, year.asOf);
  const milestone = place === null ? null : milestoneOf(profile, place.gradeLevel);
  if (milestone === student.milestone) return;
  student.milestone = milestone;
  student.held = true;
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

/** The row as of any day under any rules, with what is known now; null before any enrolment has begun. */
export function rowAt(student: ReplayedStudent, profile: Profile, asOf: number): StatusRow | null {
  catchUp(student);
  return statusRow(student.state, { schools: student.year.schools, profile, asOf });
}

function catchUp(student: ReplayedStudent): void {
  const { school, state } = student;
  if (school === null) return;
  for (; student.seen < school.changes.length; student.seen++) recountDay(state, school.changes[student.seen] ?? 0);
}
