import {
  emptyStudentYear,
  evolveStudentYear,
  isMarkFact,
  lentYear,
  lookBackAt,
  MOST_YEARS_BACK,
  parseStream,
  recordNameOf,
  standingOfAll,
  studentYearOf,
  type Identities,
  type StudentFact,
  type StudentYear,
} from '#libs/domain';
import type { EventLog, EventStore, RecordedEvent } from '#libs/event-sourcing';
import { standingOfStudent } from './standing-of-student.js';
import { yearsBefore } from './years-before.js';

/** Whose years are folded, and how. */
export interface StudentFoldQuestion {
  readonly district: string;
  readonly year: number;
  /** Normal instant; null for what stands now. */
  readonly knownAt: string | null;
  /** The rules ask for marks of earlier years too. */
  readonly looksBack: boolean;
  /** Which keys are one student's, as known then; null where nothing was said of any. */
  readonly people: Identities | null;
}

/** The years of these students, by the key that each has now. */
export async function foldThese(
  store: EventStore,
  { district, year, knownAt, looksBack, people }: StudentFoldQuestion,
  keys: readonly string[],
): Promise<Map<string, StudentYear>> {
  const states = new Map<string, StudentYear>();
  for (const key of new Set(keys.map((each) => people?.personOf(each) ?? each))) {
    const student = { district, key, year, people };
    const events = await standingOfStudent(store, student, knownAt);
    const earlier = looksBack ? await yearsBefore(store, student, knownAt) : [];
    states.set(key, studentYearOf({ year, events: events.filter(isRecord) }, earlier));
  }
  return states;
}

/** The year of everybody, by the key that each has now. */
export async function foldAll(log: EventLog, question: StudentFoldQuestion): Promise<Map<string, StudentYear>> {
  const fold = new StudentFold(question);
  const collected = new Map<string, Map<string, RecordedEvent[]>>();
  for await (const { events } of log.read({ prefixes: ['student-'] })) {
    for (const event of events) {
      const place = fold.placeOf(event);
      if (place === null) continue;
      // Which versions stand is known only when all of a stream, or of a student's several streams, are.
      if (question.knownAt !== null || question.people?.has(place.key) === true) collect(collected, place, event);
      else if (!event.superseded) fold.apply(event, place);
    }
  }
  for (const streams of collected.values()) {
    const standing = standingOfAll([...streams.values()], question.knownAt);
    for (const event of standing) fold.apply(event, fold.placeOf(event));
  }
  return fold.states();
}

interface Place {
  /** The one that the student has now. */
  readonly key: string;
  readonly year: number;
}

class StudentFold {
  readonly #question: StudentFoldQuestion;
  readonly #states = new Map<string, StudentYear>();
  readonly #earlier = new Map<string, Map<number, StudentYear>>();

  constructor(question: StudentFoldQuestion) {
    this.#question = question;
  }

  /** Whose it is, where it is of a year that is asked for or of one that is looked back at; else null. */
  placeOf({ stream: name, type }: RecordedEvent): Place | null {
    const stream = parseStream(name);
    const { district, people } = this.#question;
    if (stream.kind !== 'student' || stream.district !== district || !this.#isAsked(stream.year, type)) return null;
    return { key: people?.personOf(stream.key) ?? stream.key, year: stream.year };
  }

  #isAsked(ofYear: number, type: string): boolean {
    const { year, looksBack } = this.#question;
    if (recordNameOf(type) === null) return false;
    return ofYear === year || (looksBack && isMarkFact({ type }) && ofYear < year && ofYear >= year - MOST_YEARS_BACK);
  }

  apply({ type, data }: RecordedEvent, place: Place | null): void {
    if (place !== null) evolveStudentYear(this.#stateOf(place.key, place.year), { type, data } as StudentFact);
  }

  states(): Map<string, StudentYear> {
    for (const [key, state] of this.#states) {
      if (this.#question.looksBack) lookBackAt(state, [...(this.#earlier.get(key)?.values() ?? [])].map(lentYear));
    }
    return this.#states;
  }

  #stateOf(key: string, year: number): StudentYear {
    if (year === this.#question.year) return known(this.#states, key, () => emptyStudentYear(year));
    return known(
      known(this.#earlier, key, () => new Map<number, StudentYear>()),
      year,
      () => emptyStudentYear(year),
    );
  }
}

function isRecord({ type }: RecordedEvent): boolean {
  return recordNameOf(type) !== null;
}

function collect(collected: Map<string, Map<string, RecordedEvent[]>>, { key, year }: Place, event: RecordedEvent): void {
  const streams = known(collected, `${key}/${year}`, () => new Map<string, RecordedEvent[]>());
  known(streams, event.stream, () => []).push(event);
}

function known<Key, Value>(values: Map<Key, Value>, key: Key, make: () => Value): Value {
  let value = values.get(key);
  if (value === undefined) {
    value = make();
    values.set(key, value);
  }
  return value;
}
