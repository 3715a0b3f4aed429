import { dayIndex, type SchoolYear } from '#libs/domain';
import type { ReplayedStudent } from './replayed-student.js';

/**
 * One school's year in a replay, with whom a submitted day may concern. A day that an exception-only school submits is one more
 * present day for everybody without a record of it: who that cannot change is not even looked at, and counts the day later.
 */
export class ReplayedSchool {
  readonly #state: SchoolYear;
  readonly students = new Set<ReplayedStudent>();
  readonly #several = new Set<ReplayedStudent>();
  /** Days whose submission changed, in order; each student remembers how many it has counted. */
  readonly changes: number[] = [];
  readonly #recorded = new Map<number, Set<ReplayedStudent>>();
  readonly #due = new Map<number, ReplayedStudent[]>();

  constructor(state: SchoolYear) {
    this.#state = state;
  }

  /** Notes a student of this school and, maybe, of others. */
  add(student: ReplayedStudent): void {
    this.students.add(student);
    if (student.school === null) this.#several.add(student);
  }

  /** Notes that a student has a record of a day. */
  noteRecord(student: ReplayedStudent, date: string): void {
    if (this.#state.taking === 'affirmative') return;
    const day = dayIndex(date, student.year.year);
    const students = this.#recorded.get(day);
    if (students === undefined) this.#recorded.set(day, new Set([student]));
    else students.add(student);
  }

  /** Lets a student be looked at when so many more days have come. */
  lookAgainAfter(student: ReplayedStudent, days: number): void {
    if (this.#state.taking === 'affirmative') return;
    const at = this.changes.length + days + 1;
    if (student.due === at) return;
    student.due = at;
    if (days === Infinity) return;
    const students = this.#due.get(at);
    if (students === undefined) this.#due.set(at, [student]);
    else students.push(student);
  }

  /** Students of other schools too: they count every change at once. */
  *atSeveral(): Iterable<ReplayedStudent> {
    for (const student of this.#several) if (student.school === null) yield student;
  }

  /** Takes a changed day in; answers the students who must be looked at. */
  change(day: number): Iterable<ReplayedStudent> {
    this.changes.push(day);
    if (this.#state.submitted[day] !== 1) return [...this.students];
    const at = this.changes.length;
    const due = (this.#due.get(at) ?? []).filter((student) => student.due === at);
    this.#due.delete(at);
    return new Set([...(this.#recorded.get(day) ?? []), ...due]);
  }
}
