import {
  dayIndex,
  emptyStudentYear,
  evolveStudentYear,
  communityOn,
  parseStream,
  recordNameOf,
  schoolYearOf,
  standingAt,
  statusRow,
  studentStream,
  type Profile,
  type StatusRow,
  type StudentFact,
  type StudentYear,
} from '#libs/domain';
import type { EventLog, EventStore, RecordedEvent } from '#libs/event-sourcing';
import { ReferenceState, referencePrefixes } from '#libs/views';

/** A question to the history: as of which day, as known when, under which rules. */
export interface StatusQuestion {
  readonly district: string;
  /** Default: the district's day. */
  readonly asOf?: string;
  /** Normal instant; default: everything that is known. */
  readonly knownAt?: string;
  /** Default: the rules each community has adopted. */
  readonly profile?: Profile;
  /** Only these students, by key. */
  readonly keys?: readonly string[];
}

export interface StatusAnswer {
  readonly asOf: string;
  readonly rows: readonly { readonly key: string; readonly row: StatusRow }[];
}

/** The district has no day of its own yet and none was asked for. */
export class NoDayError extends Error {
  override readonly name = 'NoDayError';
}

export interface History {
  readonly store: EventStore;
  readonly log: EventLog;
}

/** Folds the students' streams and evaluates everybody, reading nothing but the log. */
export async function foldStatuses(history: History, question: StatusQuestion): Promise<StatusAnswer> {
  const reference = await foldReference(history.log, question.knownAt ?? null);
  const asOf = question.asOf ?? reference.dayOf(question.district);
  if (asOf === null) throw new NoDayError(`District "${question.district}" has no school day yet. Ask for a day with --as-of DATE.`);
  const year = schoolYearOf(asOf);
  const states = await foldStudents(history, question, year);
  const day = dayIndex(asOf, year);
  const schools = reference.schoolsOf(question.district, year);
  const rows = [...states].flatMap(([key, state]) => {
    const profile = question.profile ?? reference.profileFor(question.district, communityOn(state, day));
    const row = statusRow(state, { schools, profile, asOf: day });
    return row === null ? [] : [{ key, row }];
  });
  return { asOf, rows };
}

/** Calendars, submissions, definitions, rules and days as they stand, or as they were known at an instant. */
export async function foldReference(log: EventLog, knownAt: string | null): Promise<ReferenceState> {
  const reference = new ReferenceState();
  const streams = new Map<string, RecordedEvent[]>();
  for await (const { events } of log.read({ prefixes: referencePrefixes })) {
    for (const event of events) {
      if (knownAt === null) reference.apply(event);
      else collect(streams, event.stream, event);
    }
  }
  for (const events of streams.values()) for (const event of standingEvents(events, knownAt)) reference.apply(event);
  return reference;
}

/** The events of a stream that stand as known at an instant, none of them flagged. */
export function standingEvents(events: readonly RecordedEvent[], knownAt: string | null): RecordedEvent[] {
  return standingAt(events, knownAt).map((event) => ({ ...copyOf(event), superseded: false }));
}

function copyOf(event: RecordedEvent): RecordedEvent {
  const { id, type, stream, revision, position, recordedAt, superseded, data, metadata } = event;
  return { id, type, stream, revision, position, recordedAt, superseded, data, metadata };
}

function foldStudents(history: History, question: StatusQuestion, year: number): Promise<Map<string, StudentYear>> {
  if (question.keys !== undefined) return foldThese(history.store, question, year);
  return question.knownAt === undefined ? foldAll(history.log, question, year) : foldAsKnown(history.log, question, year);
}

async function foldThese(store: EventStore, question: StatusQuestion, year: number): Promise<Map<string, StudentYear>> {
  const states = new Map<string, StudentYear>();
  for (const key of question.keys ?? []) {
    const events = await store.readStream(studentStream(question.district, key, year));
    states.set(key, foldEvents(standingEvents(events, question.knownAt ?? null), year));
  }
  return states;
}

async function foldAll(log: EventLog, question: StatusQuestion, year: number): Promise<Map<string, StudentYear>> {
  const states = new Map<string, StudentYear>();
  for await (const { key, event } of studentEvents(log, question.district, year)) {
    const state = states.get(key) ?? emptyStudentYear(year);
    states.set(key, state);
    foldEvent(state, event);
  }
  return states;
}

/** Which versions stand is known only when all of a stream are. */
async function foldAsKnown(log: EventLog, question: StatusQuestion, year: number): Promise<Map<string, StudentYear>> {
  const streams = new Map<string, RecordedEvent[]>();
  for await (const { key, event } of studentEvents(log, question.district, year)) collect(streams, key, event);
  return new Map([...streams].map(([key, events]) => [key, foldEvents(standingEvents(events, question.knownAt ?? null), year)]));
}

async function* studentEvents(log: EventLog, district: string, year: number): AsyncIterable<{ key: string; event: RecordedEvent }> {
  for await (const { events } of log.read({ prefixes: ['student-'] })) {
    for (const event of events) {
      const stream = parseStream(event.stream);
      if (stream.kind === 'student' && stream.district === district && stream.year === year) yield { key: stream.key, event };
    }
  }
}

function foldEvents(events: readonly RecordedEvent[], year: number): StudentYear {
  const state = emptyStudentYear(year);
  for (const event of events) foldEvent(state, event);
  return state;
}

function foldEvent(state: StudentYear, event: RecordedEvent): void {
  if (event.superseded || recordNameOf(event.type) === null) return;
  evolveStudentYear(state, { type: event.type, data: event.data } as StudentFact);
}

function collect(streams: Map<string, RecordedEvent[]>, name: string, event: RecordedEvent): void {
  const events = streams.get(name);
  if (events === undefined) streams.set(name, [event]);
  else events.push(event);
}
