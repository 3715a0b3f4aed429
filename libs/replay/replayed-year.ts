import { dayIndex, lastDayOf, liveAsOf, type SchoolYear } from '#libs/domain';
import type { ReferenceState } from '#libs/views';
import { ReplayedSchool, type CountedStudent } from './replayed-school.js';

/** What a year must know of a student. */
export interface WakingStudent extends CountedStudent {
  /** The next day on which the student must be looked at though nothing is recorded. */
  wake: number;
}

/** One district's school year in a replay. */
export class ReplayedYear<Student extends WakingStudent> {
  readonly students: Student[] = [];
  /** Day index that its students are evaluated for; -1 before the district's first day. */
  asOf: number;
  /** The school year is over: nothing of it waits for another day. */
  isClosed: boolean;
  readonly schools: ReadonlyMap<string, SchoolYear>;
  readonly #reference: ReferenceState;
  readonly #bySchool = new Map<string, ReplayedSchool<Student>>();
  readonly #wakes = new Map<number, Student[]>();

  constructor(
    readonly district: string,
    readonly year: number,
    reference: ReferenceState,
  ) {
    this.#reference = reference;
    this.schools = reference.schoolsOf(district, year);
    const today = reference.dayOf(district);
    this.asOf = today === null ? -1 : dayIndex(liveAsOf(today, year), year);
    this.isClosed = today !== null && today > lastDayOf(year);
  }

  school(id: string): ReplayedSchool<Student> {
    let school = this.#bySchool.get(id);
    if (school === undefined) {
      school = new ReplayedSchool<Student>(this.#reference.schoolOf(this.district, id, this.year));
      this.#bySchool.set(id, school);
    }
    return school;
  }

  /** Lets a student be looked at when a day has started, if not before. */
  wakeOn(student: Student, day: number): void {
    if (day >= student.wake) return;
    student.wake = day;
    if (day === Infinity) return;
    const others = this.#wakes.get(day);
    if (others === undefined) this.#wakes.set(day, [student]);
    else others.push(student);
  }

  /** Lets a student be looked at on the day from which something counts, where that day has not come yet. */
  wakeIfLater(student: Student, day: number): void {
    if (day > this.asOf) this.wakeOn(student, day);
  }

  /** Moves to another day; answers whom it may concern, everybody on the first one. */
  startDay(today: string): Iterable<Student> {
    const before = this.asOf;
    this.asOf = dayIndex(liveAsOf(today, this.year), this.year);
    this.isClosed = today > lastDayOf(this.year);
    const woken = new Set<Student>(before < 0 ? this.students : []);
    for (let day = before + 1; day <= this.asOf; day++) {
      for (const student of this.#wakes.get(day) ?? []) if (student.wake === day) woken.add(student);
      this.#wakes.delete(day);
    }
    for (const student of woken) student.wake = Infinity;
    return woken;
  }
}
