import {
  emptyStudentYear,
  evolveStudentYear,
  isMarkFact,
  lentYear,
  lookBackAt,
  MOST_YEARS_BACK,
  parseStream,
  recordNameOf,
  studentStream,
  studentYearOf,
  type StudentFact,
  type StudentYear,
} from '#libs/domain';
import type { EventLog, EventStore, RecordedEvent } from '#libs/event-sourcing';
import { standingEvents } from './standing-events.js';
import { yearsBefore } from './years-before.js';

/** Whose years are folded, and how. */
export interface StudentFoldQuestion {
  readonly district: string;
  readonly year: number;
  /** Normal instant; null for what stands now. */
  readonly knownAt: string | null;
  /** The rules ask for marks of earlier years too. */
  readonly looksBack: boolean;
}

/** The years of these students. */
export async function foldThese(
  store: EventStore,
  { district, year, knownAt, looksBack }: StudentFoldQuestion,
  keys: readonly string[],
): Promise<Map<string, StudentYear>> {
  const states = new Map<string, StudentYear>();
  for (const key of keys) {
    const events = standingEvents(await store.readStream(studentStream(district, key, year)), knownAt);
    const earlier = looksBack ? await yearsBefore(store, { district, key, year }, knownAt) : [];
    states.set(key, studentYearOf({ year, events: events.filter(isRecord) }, earlier));
  }
  return states;
}

/** The year of everybody, by key. */
export async function foldAll(log: EventLog, question: StudentFoldQuestion): Promise<Map<string, StudentYear>> {
  const fold = new StudentFold(question);
  if (question.knownAt === null) {
    for await (const { events } of log.read({ prefixes: ['student-'] })) for (const event of events) fold.apply(event);
    return fold.states();
  }
  // Which versions stand is known only when all of a stream are.
  const streams = new Map<string, RecordedEvent[]>();
  for await (const { events } of log.read({ prefixes: ['student-'] })) for (const event of events) collect(streams, fold, event);
  for (const events of streams.values()) for (const event of standingEvents(events, question.knownAt)) fold.apply(event);
  return fold.states();
}

class StudentFold {
  readonly #question: StudentFoldQuestion;
  readonly #states = new Map<string, StudentYear>();
  readonly #earlier = new Map<string, Map<number, StudentYear>>();

  constructor(question: StudentFoldQuestion) {
    this.#question = question;
  }

  /** Whether an event is of a year that is asked for, or of one that is looked back at. */
  isAsked({ stream: name, type }: RecordedEvent): boolean {
    const stream = parseStream(name);
    const { district, year, looksBack } = this.#question;
    if (stream.kind !== 'student' || stream.district !== district) return false;
    return stream.year === year || (looksBack && isMarkFact({ type }) && stream.year < year && stream.year >= year - MOST_YEARS_BACK);
  }

  apply(event: RecordedEvent): void {
    if (event.superseded || !isRecord(event) || !this.isAsked(event)) return;
    const stream = parseStream(event.stream);
    if (stream.kind !== 'student') return;
    evolveStudentYear(this.#stateOf(stream.key, stream.year), { type: event.type, data: event.data } as StudentFact);
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

function collect(streams: Map<string, RecordedEvent[]>, fold: StudentFold, event: RecordedEvent): void {
  if (fold.isAsked(event)) known(streams, event.stream, () => []).push(event);
}

function known<Key, Value>(values: Map<Key, Value>, key: Key, make: () => Value): Value {
  let value = values.get(key);
  if (value === undefined) {
    value = make();
    values.set(key, value);
  }
  return value;
}
