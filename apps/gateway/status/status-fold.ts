import { communityOn, dayIndex, looksBack, schoolYearOf, statusRow, type Profile, type StatusRow } from '#libs/domain';
import type { EventLog, EventStore, RecordedEvent } from '#libs/event-sourcing';
import { ReferenceState, referencePrefixes } from '#libs/views';
import { standingEvents } from './standing-events.js';
import { foldAll, foldThese } from './student-fold.js';

/** A question to the history: as of which day, as known when, under which rules. */
export interface StatusQuestion {
  readonly district: string;
  /** Default: the district's day. */
  readonly asOf?: string;
  /** Normal instant; default: everything that is known. */
  readonly knownAt?: string;
  /** Default: the rules each community has adopted. */
  readonly profile?: Profile;
  /** Only these students, by any of their keys. */
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
  const { district, profile: asked, knownAt = null, keys } = question;
  const back = asked === undefined ? reference.looksBack(district) : looksBack(asked);
  const fold = { district, year, knownAt, looksBack: back, people: reference.peopleOf(district) };
  const states = await (keys === undefined ? foldAll(history.log, fold) : foldThese(history.store, fold, keys));
  const day = dayIndex(asOf, year);
  const schools = reference.schoolsOf(question.district, year);
  const rows = [...states].flatMap(([key, state]) => {
    const profile = question.profile ?? reference.profileFor(question.district, communityOn(state, day));
    const row = statusRow(state, { schools, profile, asOf: day });
    return row === null ? [] : [{ key, row }];
  });
  return { asOf, rows };
}

/** Calendars, submissions, definitions, rules, days and which ids are one student's, as they stand, or as they were known at an instant. */
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

function collect(streams: Map<string, RecordedEvent[]>, name: string, event: RecordedEvent): void {
  const events = streams.get(name);
  if (events === undefined) streams.set(name, [event]);
  else events.push(event);
}
