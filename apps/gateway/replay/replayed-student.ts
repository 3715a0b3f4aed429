import {
  communityOn,
  dayIndex,
  emptyStudentYear,
  enrolmentSpans,
  lastDayOf,
  nextChange,
  resultKey,
  type EvaluationContext,
  type Profile,
  type SchoolYear,
  type StudentYear,
} from '#libs/domain';

/** One district's school year in a replay. */
export interface ReplayedYear {
  readonly district: string;
  readonly year: number;
  readonly schools: ReadonlyMap<string, SchoolYear>;
  readonly students: ReplayedStudent[];
  readonly bySchool: Map<string, Set<ReplayedStudent>>;
  /** Day index that its students are evaluated for; -1 before the district's first day. */
  asOf: number;
}

/** One student's year in a replay. */
export interface ReplayedStudent {
  readonly key: string;
  readonly state: StudentYear;
  readonly year: ReplayedYear;
  /** null before the district's first day. */
  context: (EvaluationContext & { asOf: number }) | null;
  /** See `resultKey`. */
  results: number;
  /** The next day on which the student must be looked at though nothing is recorded. */
  wake: number;
}

export function replayedStudent(key: string, year: ReplayedYear): ReplayedStudent {
  return { key, state: emptyStudentYear(year.year), year, context: null, results: -1, wake: 0 };
}

/** The day a year is evaluated for when the district's day is another one. */
export function asOfIn(year: number, today: string): number {
  const last = lastDayOf(year);
  return dayIndex(today < last ? today : last, year);
}

/** After a change of more than attendance, or on a day that changes something: schools, rules, the next such day. */
export function settle(student: ReplayedStudent, profileFor: (community: string | null) => Profile): void {
  const { state, year } = student;
  for (const { schoolId } of enrolmentSpans(state)) {
    const ofSchool = year.bySchool.get(schoolId);
    if (ofSchool === undefined) year.bySchool.set(schoolId, new Set([student]));
    else ofSchool.add(student);
  }
  if (year.asOf < 0) return;
  student.context = { schools: year.schools, profile: profileFor(communityOn(state, year.asOf)), asOf: year.asOf };
  resultKey(state, student.context);
  student.wake = nextChange(state, student.context);
}

/** Evaluates; true where a result has changed. */
export function evaluate(student: ReplayedStudent): boolean {
  const { context } = student;
  if (context === null) return false;
  context.asOf = student.year.asOf;
  const results = resultKey(student.state, context);
  if (results === student.results) return false;
  student.results = results;
  return true;
}
