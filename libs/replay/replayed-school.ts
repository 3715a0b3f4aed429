import { DAYS_IN_SCHOOL_YEAR, type SchoolYear } from '#libs/domain';

/** What a school must know of a student. */
export interface CountedStudent {
  /** At how many changes of the school the student must be looked at. */
  due: number;
  /** The school of all enrolments; null where there are none or several. */
  readonly school: object | null;
}

/**
 * One school's year in a replay, with whom a submitted day may concern. A day that an exception-only school submits is one more
 * present day for everybody without a record of it: who that cannot change is not even looked at, and counts the day later.
 */
export class ReplayedSchool<Student extends CountedStudent> {
  readonly #state: SchoolYear;
  readonly students = new Set<Student>();
  readonly #several = new Set<Student>();
  /** Days whose submission changed, in order; each student remembers how many it has counted. */
  readonly changes: number[] = [];
  readonly #recorded = new Map<number, Student[]>();
  readonly #due = new Map<number, Student[]>();

  constructor(state: SchoolYear) {
    this.#state = state;
  }

  /** Notes a student of this school and, maybe, of others. */
  add(student: Student): void {
    this.students.add(student);
    if (student.school === null) this.#several.add(student);
  }

  /** Notes that a student has a record of a day; answers false where the day does not count before the school submits it. */
  noteRecord(student: Student, day: number): boolean {
    if (this.#state.taking === 'affirmative') return true;
    const students = this.#recorded.get(day);
    if (students === undefined) this.#recorded.set(day, [student]);
    else if (students.at(-1) !== student) students.push(student);
    return this.#state.submitted[day] === 1;
  }

  /** Lets a student be looked at when so many more days have come. */
  lookAgainAfter(student: Student, days: number): void {
    if (this.#state.taking === 'affirmative') return;
    const at = this.changes.length + days + 1;
    if (student.due === at) return;
    student.due = at;
    if (days > DAYS_IN_SCHOOL_YEAR) return;
    const students = this.#due.get(at);
    if (students === undefined) this.#due.set(at, [student]);
    else students.push(student);
  }

  /** Students of other schools too: they count every change at once. */
  *atSeveral(): Iterable<Student> {
    for (const student of this.#several) if (student.school === null) yield student;
  }

  /** Takes a changed day in; answers the students who must be looked at. */
  change(day: number): Iterable<Student> {
    this.changes.push(day);
    if (this.#state.submitted[day] !== 1) return [...this.students];
    const at = this.changes.length;
    const due = (this.#due.get(at) ?? []).filter((student) => student.due === at);
    this.#due.delete(at);
    return new Set([...(this.#recorded.get(day) ?? []), ...due]);
  }
}
