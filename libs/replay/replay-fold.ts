import { isMarkFact, looksBack, parseStream, recountAllDays, recountDay, type Profile, type StudentFact } from '#libs/domain';
import type { RecordedEvent } from '#libs/event-sourcing';
import { ReferenceState, type ReferenceChange } from '#libs/views';
import { LinkedFold } from './linked-fold.js';
import { noLinkedStudents, type LinkedStudents } from './linked-students.js';
import { lookBack, yearsAfter } from './looking-back.js';
import { evaluate, foldFact, replayedStudent, settle, wakeDay, type ReplayedStudent } from './replayed-student.js';
import { ReplayedYear } from './replayed-year.js';

export interface ReplayOptions {
  /** Students who have, or had, several ids; default none. */
  readonly linked?: LinkedStudents;
  /** Rules for everybody; default: those each community has adopted. */
  readonly profile?: Profile;
  /**
   * Told whenever a result of a student's conditions is another one, in order.
   * @returns whether to be told of the student at its next event and on the next day too, whatever its results.
   */
  readonly onChange?: (student: ReplayedStudent, event: RecordedEvent) => boolean;
}

/**
 * Folds the whole history in order and evaluates every student after every event that may change something, as it was then.
 * It reads and compares; it appends nothing and tells nobody.
 */
export class ReplayFold {
  readonly #reference = new ReferenceState();
  readonly #students = new Map<string, ReplayedStudent | null>();
  readonly #years = new Map<string, ReplayedYear<ReplayedStudent>>();
  readonly #options: ReplayOptions;
  readonly #linked: LinkedFold;
  readonly #settle = (student: ReplayedStudent): void =>
    settle(student, (community) => this.#options.profile ?? this.#reference.profileFor(student.year.district, community));

  constructor(options: ReplayOptions = {}) {
    this.#options = options;
    this.#linked = new LinkedFold({
      reference: this.#reference,
      linked: options.linked ?? noLinkedStudents,
      meet: (stream) => this.#students.get(stream) ?? this.#meet(stream),
      years: (district) => [...this.#years.values()].flatMap((year) => (year.district === district ? [year.year] : [])),
      look: (student, event) => this.#lookAnew(student, event),
    });
  }

  /** Folds one event of the log. */
  apply(event: RecordedEvent): void {
    if (event.superseded) return;
    let student = this.#students.get(event.stream);
    if (student === undefined) student = this.#meet(event.stream);
    if (student?.isLinked === true) this.#linked.fold(student, event);
    else if (student !== null) this.#foldStudent(student, event);
    else this.#foldReference(event);
  }

  /** The rules that a community has adopted by now, or the district for it. */
  rulesInForce(district: string, community: string | null): Profile {
    return this.#reference.profileFor(district, community);
  }

  /** All keys of the student of a key. */
  keysOf(district: string, key: string): readonly string[] {
    return this.#reference.peopleOf(district)?.keysOf(key) ?? [key];
  }

  /** The students met so far. */
  *students(): Iterable<ReplayedStudent> {
    for (const student of this.#students.values()) if (student !== null) yield student;
  }

  #foldStudent(student: ReplayedStudent, event: RecordedEvent): void {
    const fact = event as unknown as StudentFact;
    if (!foldFact(student, fact, this.#settle)) return;
    this.#evaluate(student, event);
    if (isMarkFact(fact)) this.#tellLaterYears(student, event);
  }

  #lookAnew(student: ReplayedStudent, event: RecordedEvent): void {
    const { year } = student;
    if (this.#looksBack(year.district)) lookBack(student, this.#students);
    this.#settle(student);
    this.#evaluate(student, event);
    year.wakeOn(student, year.asOf + 1);
    this.#tellLaterYears(student, event);
  }

  /** Rules that look back see a mark of an earlier year as well. */
  #tellLaterYears(student: ReplayedStudent, event: RecordedEvent): void {
    if (!this.#looksBack(student.year.district)) return;
    for (const later of yearsAfter(student, this.#students)) {
      lookBack(later, this.#students);
      this.#evaluate(later, event);
    }
  }

  #looksBack(district: string): boolean {
    const { profile } = this.#options;
    return (profile !== undefined && looksBack(profile)) || this.#reference.looksBack(district);
  }

  #foldReference(event: RecordedEvent): void {
    const change = this.#reference.apply(event);
    switch (change.kind) {
      case 'nothing':
      case 'community':
        return;
      case 'people':
        return this.#linked.regroup(change, event);
      case 'school':
        return this.#changeSchool(change, event);
      case 'profile':
        return this.#changeRules(change.district, event);
      case 'day':
        for (const year of this.#years.values()) if (year.district === change.district) this.#wake(year.startDay(change.date), event);
        return;
    }
  }

  #changeRules(district: string, event: RecordedEvent): void {
    for (const year of this.#years.values()) {
      if (year.district !== district) continue;
      if (this.#looksBack(district)) for (const student of year.students) lookBack(student, this.#students);
      this.#wake(year.students, event);
    }
  }

  #changeSchool({ district, year, school, change }: Extract<ReferenceChange, { kind: 'school' }>, event: RecordedEvent): void {
    const ofYear = this.#yearOf(district, year);
    const changed = ofYear.school(school);
    if (change === 'all-days') {
      for (const { state } of changed.students) recountAllDays(state);
      this.#wake(changed.students, event);
      return;
    }
    const concerned = changed.change(change);
    if (change > ofYear.asOf) for (const student of changed.students) ofYear.wakeOn(student, ofYear.asOf + 1);
    for (const student of concerned) this.#evaluate(student, event);
    for (const student of changed.atSeveral()) {
      recountDay(student.state, change);
      this.#evaluate(student, event);
    }
  }

  #wake(students: Iterable<ReplayedStudent>, event: RecordedEvent): void {
    for (const student of students) {
      this.#settle(student);
      this.#evaluate(student, event);
      student.year.wakeOn(student, wakeDay(student));
    }
  }

  #evaluate(student: ReplayedStudent, event: RecordedEvent): void {
    if (!evaluate(student) && !student.held) return;
    student.held = this.#options.onChange?.(student, event) ?? false;
    if (student.held) student.year.wakeOn(student, student.year.asOf + 1);
  }

  #meet(name: string): ReplayedStudent | null {
    const stream = parseStream(name);
    let student: ReplayedStudent | null = null;
    if (stream.kind === 'student' && !this.#linked.isOthers(name)) {
      const year = this.#yearOf(stream.district, stream.year);
      student = replayedStudent(stream.key, year, this.#linked.isOwn(name));
      year.students.push(student);
    }
    this.#students.set(name, student);
    if (student !== null && this.#looksBack(stream.district)) lookBack(student, this.#students);
    return student;
  }

  #yearOf(district: string, year: number): ReplayedYear<ReplayedStudent> {
    const name = `${district}/${year}`;
    let found = this.#years.get(name);
    if (found === undefined) {
      found = new ReplayedYear(district, year, this.#reference);
      this.#years.set(name, found);
    }
    return found;
  }
}
