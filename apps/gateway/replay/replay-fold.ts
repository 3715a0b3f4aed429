import { evolveStudentYear, parseStream, recountAllDays, recountDay, schoolYearOf, type Profile, type StudentFact } from '#libs/domain';
import type { RecordedEvent } from '#libs/event-sourcing';
import { ReferenceState, type ReferenceChange } from '#libs/views';
import { asOfIn, evaluate, replayedStudent, settle, type ReplayedStudent, type ReplayedYear } from './replayed-student.js';

export interface ReplayOptions {
  /** Rules for everybody; default: those each community has adopted. */
  readonly profile?: Profile;
  /** Told whenever a result of a student's conditions is another one, in order. */
  readonly onChange?: (student: ReplayedStudent, event: RecordedEvent) => void;
}

/**
 * Folds the whole history in order and evaluates every student after every event that may change something, as it was then.
 * It reads and compares; it appends nothing and tells nobody.
 */
export class ReplayFold {
  readonly #reference = new ReferenceState();
  readonly #students = new Map<string, ReplayedStudent | null>();
  readonly #years = new Map<string, ReplayedYear>();
  readonly #options: ReplayOptions;

  constructor(options: ReplayOptions = {}) {
    this.#options = options;
  }

  /** Folds one event of the log. */
  apply(event: RecordedEvent): void {
    if (event.superseded) return;
    let student = this.#students.get(event.stream);
    if (student === undefined) student = this.#meet(event.stream);
    if (student !== null) this.#foldStudent(student, event);
    else this.#foldReference(event);
  }

  /** The students met so far. */
  *students(): Iterable<ReplayedStudent> {
    for (const student of this.#students.values()) if (student !== null) yield student;
  }

  #foldStudent(student: ReplayedStudent, event: RecordedEvent): void {
    const fact = event as unknown as StudentFact;
    evolveStudentYear(student.state, fact);
    if (fact.type === 'attendance-recorded.v1') {
      if (student.state.derived.latestRecord > student.year.asOf) student.wake = 0;
    } else if (rosterFacts.has(fact.type)) {
      this.#settle(student);
    } else {
      student.wake = 0;
    }
    this.#evaluate(student, event);
  }

  #foldReference(event: RecordedEvent): void {
    const change = this.#reference.apply(event);
    switch (change.kind) {
      case 'nothing':
      case 'community':
        return;
      case 'school':
        return this.#changeSchool(change, event);
      case 'profile':
        for (const student of this.#studentsOf(change.district)) this.#wake(student, event);
        return;
      case 'day':
        return this.#startDay(change, event);
    }
  }

  #changeSchool({ district, year, school, change }: Extract<ReferenceChange, { kind: 'school' }>, event: RecordedEvent): void {
    for (const student of this.#yearOf(district, year).bySchool.get(school) ?? []) {
      if (change === 'all-days') {
        recountAllDays(student.state);
      } else {
        recountDay(student.state, change);
        if (change > student.year.asOf) student.wake = 0;
      }
      this.#evaluate(student, event);
    }
  }

  #startDay({ district, date }: Extract<ReferenceChange, { kind: 'day' }>, event: RecordedEvent): void {
    for (const year of this.#years.values()) if (year.district === district) year.asOf = asOfIn(year.year, date);
    for (const student of this.#studentsOf(district)) if (student.wake <= student.year.asOf) this.#wake(student, event);
  }

  #wake(student: ReplayedStudent, event: RecordedEvent): void {
    this.#settle(student);
    this.#evaluate(student, event);
  }

  #settle(student: ReplayedStudent): void {
    settle(student, (community) => this.#options.profile ?? this.#reference.profileFor(student.year.district, community));
  }

  #evaluate(student: ReplayedStudent, event: RecordedEvent): void {
    if (evaluate(student)) this.#options.onChange?.(student, event);
  }

  /** Those of the district's present and last school year: earlier ones no longer change with its days. */
  *#studentsOf(district: string): Iterable<ReplayedStudent> {
    const today = this.#reference.dayOf(district);
    for (const year of this.#years.values()) {
      if (year.district === district && (today === null || year.year >= schoolYearOf(today) - 1)) yield* year.students;
    }
  }

  #meet(name: string): ReplayedStudent | null {
    const stream = parseStream(name);
    let student: ReplayedStudent | null = null;
    if (stream.kind === 'student') {
      const year = this.#yearOf(stream.district, stream.year);
      student = replayedStudent(stream.key, year);
      year.students.push(student);
    }
    this.#students.set(name, student);
    return student;
  }

  #yearOf(district: string, year: number): ReplayedYear {
    const name = `${district}/${year}`;
    let found = this.#years.get(name);
    if (found === undefined) {
      const today = this.#reference.dayOf(district);
      const asOf = today === null ? -1 : asOfIn(year, today);
      found = { district, year, schools: this.#reference.schoolsOf(district, year), students: [], bySchool: new Map(), asOf };
      this.#years.set(name, found);
    }
    return found;
  }
}

/** After these the student may belong to other schools or under other rules. */
const rosterFacts: ReadonlySet<StudentFact['type']> = new Set<StudentFact['type']>([
  'student-enrolled.v1',
  'enrollment-retracted.v1',
  'student-withdrawn.v1',
  'withdrawal-retracted.v1',
  'community-joined.v1',
  'community-membership-retracted.v1',
  'community-left.v1',
  'community-leaving-retracted.v1',
]);
