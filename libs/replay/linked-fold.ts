import { dayIndex, emptyStudentYear, studentStream, UnitedYear, type StudentFact } from '#libs/domain';
import type { RecordedEvent } from '#libs/event-sourcing';
import type { ReferenceChange, ReferenceState } from '#libs/views';
import { streamsOf, type LinkedStudents } from './linked-students.js';
import type { ReplayedStudent } from './replayed-student.js';

export interface LinkedFoldParts {
  readonly reference: ReferenceState;
  readonly linked: LinkedStudents;
  /** The student's year of a stream, met now where it was not met before. */
  readonly meet: (stream: string) => ReplayedStudent | null;
  /** Of the school years met so far. */
  readonly years: (district: string) => Iterable<number>;
  /** Looks at a student whose records have changed. */
  readonly look: (student: ReplayedStudent, event: RecordedEvent) => void;
}

/** Students of a replay who have, or had, several ids: their events are kept, for what stands changes with what is said of their ids. */
export class LinkedFold {
  readonly #parts: LinkedFoldParts;
  readonly #own: ReadonlySet<string>;
  readonly #others: ReadonlySet<string>;
  readonly #events = new Map<string, RecordedEvent[]>();
  readonly #united = new Map<ReplayedStudent, UnitedYear>();

  constructor(parts: LinkedFoldParts) {
    this.#parts = parts;
    this.#own = new Set(parts.linked.own);
    this.#others = new Set(parts.linked.others);
  }

  /** Whether another part folds a stream. */
  isOthers(stream: string): boolean {
    return this.#others.has(beginningOf(stream));
  }

  isOwn(stream: string): boolean {
    return this.#own.has(beginningOf(stream));
  }

  /** Folds an event of a stream of one of them. @param student whose stream it is, by the key of the stream. */
  fold({ key, year: { district, year } }: ReplayedStudent, event: RecordedEvent): void {
    const events = this.#events.get(event.stream) ?? [];
    this.#events.set(event.stream, events);
    events.push(event);
    const present = this.#parts.reference.peopleOf(district)?.personOf(key) ?? key;
    const student = this.#parts.meet(studentStream(district, present, year));
    if (student === null) return;
    const united = this.#united.get(student) ?? this.#unite(student, event.position);
    united.fold(event);
    noteDay(student, event);
    this.#parts.look(student, event);
  }

  /** Other keys than before stand for one student. */
  regroup({ district, keys }: Extract<ReferenceChange, { kind: 'people' }>, event: RecordedEvent): void {
    const people = this.#parts.reference.peopleOf(district);
    const own = keys.filter((key) => this.#own.has(streamsOf(district, key)));
    const changed: ReplayedStudent[] = [];
    for (const year of this.#parts.years(district)) {
      for (const key of own) {
        const isPresent = people?.personOf(key) === key;
        const hasEvents = (isPresent ? people.keysOf(key) : [key]).some((each) => this.#events.has(studentStream(district, each, year)));
        const student = hasEvents || this.#isKnown(district, key, year) ? this.#parts.meet(studentStream(district, key, year)) : null;
        if (student === null) continue;
        if (isPresent) this.#unite(student, event.position);
        else this.#end(student);
        changed.push(student);
      }
    }
    for (const student of changed) this.#parts.look(student, event);
  }

  #isKnown(district: string, key: string, year: number): boolean {
    return [...this.#united.keys()].some(
      (student) => student.key === key && student.year.year === year && student.year.district === district,
    );
  }

  #end(student: ReplayedStudent): void {
    this.#united.delete(student);
    student.state = emptyStudentYear(student.year.year);
    student.results = -1;
  }

  #unite(student: ReplayedStudent, before: number): UnitedYear {
    const { district, year } = student.year;
    const keys = this.#parts.reference.peopleOf(district)?.keysOf(student.key) ?? [student.key];
    const streams = keys.map((key) => this.#events.get(studentStream(district, key, year)) ?? []);
    const united = UnitedYear.of(year, streams, before);
    this.#united.set(student, united);
    student.state = united.state;
    student.results = -1;
    for (const event of streams.flat()) noteDay(student, event);
    return united;
  }
}

function beginningOf(stream: string): string {
  return stream.slice(0, stream.lastIndexOf('.') + 1);
}

/** Of a school that takes attendance by exception whoever has a record is looked at when the day is submitted. */
function noteDay(student: ReplayedStudent, event: RecordedEvent): void {
  const fact = event as unknown as StudentFact;
  if (fact.type === 'attendance-recorded.v1') student.school?.noteRecord(student, dayIndex(fact.data.date, student.year.year));
}
