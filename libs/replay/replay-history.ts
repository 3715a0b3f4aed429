import { communityOn, dayIndex, isEnrolledOn, parseStream, schoolYearOf, type Profile, type StatusChanged } from '#libs/domain';
import type { EventLog, RecordedEvent } from '#libs/event-sourcing';
import type { LinkedStudents } from './linked-students.js';
import { ReplayDecisions } from './replay-decisions.js';
import { ReplayFold, type ReplayOptions } from './replay-fold.js';
import { changeTeller, type DecidedChange, type ReplayedChange } from './replayed-change.js';
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
  /** Students who have, or had, several ids; default none. */
  readonly linked?: LinkedStudents;
}

export interface ReplayWatch {
  readonly signal?: AbortSignal;
  /** Called after each page of the log; the next one waits for it. */
  readonly onPage?: (position: number) => Promise<void> | void;
  /** Called with the changes of status in a page, before `onPage`. */
  readonly onChanges?: (changes: readonly ReplayedChange[]) => Promise<void> | void;
}

/**
 * Folds the history anew in the order in which it came, under the rules asked about, and answers for each student what these and
 * those in force come to. Memory grows with the students, not with the events; nothing is appended.
 */
export async function replayHistory(log: EventLog, question: ReplayQuestion, watch: ReplayWatch = {}): Promise<ReplayedRow[]> {
  const { profile, upTo, prefixes, linked } = question;
  const recorded = new Map<string, number>();
  const asked = new AskedChanges(question, watch);
  const fold = new ReplayFold({ profile, ...(linked && { linked }), ...asked.options });
  for await (const { events, position } of log.read({ prefixes, upTo })) {
    watch.signal?.throwIfAborted();
    for (const event of events) {
      if (event.stream.startsWith('status-')) countRecorded(recorded, event, question);
      else fold.apply(event);
    }
    await asked.handOver();
    await watch.onPage?.(position);
  }
  return [...rowsOf(fold, question, { recorded, replayed: asked.counts })];
}

/** The changes of status that are asked for: counted, and handed over page by page. */
class AskedChanges {
  /** How often each student's year went off track. */
  readonly counts = new Map<string, number>();
  readonly #question: ReplayQuestion;
  readonly #onChanges: ReplayWatch['onChanges'];
  readonly #tell: (decided: DecidedChange) => ReplayedChange;
  #waiting: ReplayedChange[] = [];

  constructor(question: ReplayQuestion, { onChanges }: ReplayWatch) {
    this.#question = question;
    this.#onChanges = onChanges;
    this.#tell = changeTeller(question.profile);
  }

  /** For the fold: where none are asked for, nothing is decided. */
  get options(): ReplayOptions {
    if (this.#question.from === null && this.#onChanges === undefined) return {};
    const decisions = new ReplayDecisions(this.#question.profile, (decided) => this.#take(decided));
    return { onChange: (student, event) => decisions.look(student, event) };
  }

  async handOver(): Promise<void> {
    if (this.#waiting.length > 0) await this.#onChanges?.(this.#waiting);
    this.#waiting = [];
  }

  #take(decided: DecidedChange): void {
    const { change, student } = decided;
    const { key, year } = student;
    if (year.district !== this.#question.district || !isAsked(change, this.#question)) return;
    if (goesOffTrack(change)) count(this.counts, `${key}.${year.year}`);
    if (this.#onChanges !== undefined) this.#waiting.push(this.#tell(decided));
  }
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
    const names = fold.keysOf(district, student.key).map((key) => `${key}.${year}`);
    const of = (counts: ReadonlyMap<string, number>): number => names.reduce((sum, name) => sum + (counts.get(name) ?? 0), 0);
    const wentOffTrack = from === null ? null : { recorded: of(recorded), replayed: of(replayed) };
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
