import { communityOn, dayIndex, isEnrolledOn, parseStream, schoolYearOf, type Profile, type StatusChanged } from '#libs/domain';
import type { EventLog, RecordedEvent } from '#libs/event-sourcing';
import { ReplayDecisions, type ReplayedChange } from './replay-decisions.js';
import { ReplayFold } from './replay-fold.js';
import type { ReplayedRow } from './replayed-row.js';
import { rowAt } from './replayed-student.js';

/** What would have been, had other rules been in force all the time. */
export interface ReplayQuestion {
  readonly district: string;
  readonly profile: Profile;
  /** The first day whose changes of status are told and counted; null: all are told and none is counted. */
  readonly from: string | null;
  /** The day that both rules are asked for; later changes are neither told nor counted. */
  readonly to: string;
  /** Position of the last event that is read. */
  readonly upTo: number;
  /** Beginnings of the names of all streams that are read: those of some students and of their statuses, and the reference streams. */
  readonly prefixes: readonly string[];
}

export interface ReplayWatch {
  readonly signal?: AbortSignal;
  /** Called after each page of the log, with the changes of status in it. The next one waits for it. */
  readonly onPage?: (position: number, changes: readonly ReplayedChange[]) => Promise<void> | void;
}

/**
 * Folds the history anew in the order in which it came, under the rules asked about, and answers for each student what these and
 * those in force come to. Memory grows with the students, not with the events; nothing is appended.
 */
export async function replayHistory(log: EventLog, question: ReplayQuestion, { signal, onPage }: ReplayWatch = {}): Promise<ReplayedRow[]> {
  const { district, profile, upTo, prefixes } = question;
  const [recorded, replayed] = [new Map<string, number>(), new Map<string, number>()];
  let changes: ReplayedChange[] = [];
  const decisions = new ReplayDecisions(profile, (change) => {
    if (change.district !== district || !isAsked(change.change, question)) return;
    if (goesOffTrack(change.change)) count(replayed, `${change.key}.${change.schoolYear}`);
    if (onPage !== undefined) changes.push(change);
  });
  const fold = new ReplayFold({ profile, onChange: (student, event) => decisions.look(student, event) });
  for await (const { events, position } of log.read({ prefixes, upTo })) {
    signal?.throwIfAborted();
    for (const event of events) {
      if (event.stream.startsWith('status-')) countRecorded(recorded, event, question);
      else fold.apply(event);
    }
    await onPage?.(position, changes);
    changes = [];
  }
  return [...rowsOf(fold, question, { recorded, replayed })];
}

interface Counts {
  readonly recorded: ReadonlyMap<string, number>;
  readonly replayed: ReadonlyMap<string, number>;
}

function* rowsOf(
  fold: ReplayFold,
  { district, profile, from, to }: ReplayQuestion,
  { recorded, replayed }: Counts,
): Generator<ReplayedRow> {
  const year = schoolYearOf(to);
  const day = dayIndex(to, year);
  for (const student of fold.students()) {
    if (student.year.district !== district || student.year.year !== year) continue;
    const inForce = fold.rulesInForce(district, communityOn(student.state, day));
    const [now, then] = [rowAt(student, inForce, day), rowAt(student, profile, day)];
    if (now === null || then === null) continue;
    const name = `${student.key}.${year}`;
    const wentOffTrack = from === null ? null : { recorded: recorded.get(name) ?? 0, replayed: replayed.get(name) ?? 0 };
    const enrolled = isEnrolledOn(student.state, day);
    yield { key: student.key, enrolled, rulesInForce: inForce.name, inForce: now, replayed: then, wentOffTrack };
  }
}

function countRecorded(counts: Map<string, number>, event: RecordedEvent, question: ReplayQuestion): void {
  const stream = parseStream(event.stream);
  if (stream.kind !== 'status' || stream.district !== question.district) return;
  const change = event.data as StatusChanged;
  if (goesOffTrack(change) && isAsked(change, question)) count(counts, `${stream.key}.${stream.year}`);
}

function isAsked({ asOf }: StatusChanged, { from, to }: ReplayQuestion): boolean {
  return asOf <= to && (from === null || asOf >= from);
}

function goesOffTrack({ status, previous }: StatusChanged): boolean {
  return status === 'off-track' && previous !== 'off-track';
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
