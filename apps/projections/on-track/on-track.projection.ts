import {
  evolveEarlierYear,
  evolveStudentYear,
  isMarkFact,
  lastDayOf,
  parseStream,
  schoolYearOf,
  type MarkFact,
  type StudentFact,
} from '#libs/domain';
import type { Handled, LogBatch, ReadModels, RecordedEvent } from '#libs/event-sourcing';
import type { CommunitySummaries } from '../communities/community-summaries.js';
import type { Member } from '../communities/community-summary.js';
import type { ReferenceChange } from '#libs/views';
import type { ForeignStreams } from '../shards/foreign-streams.js';
import { takes } from '../who-takes-what.js';
import { isSilent } from './cause-date.js';
import { evaluateEntry, refreshRow, type Occasion } from './live-evaluation.js';
import { ON_TRACK } from './on-track.names.js';
import { StudentEntries } from './student-entries.js';
import { isFresh, type StudentEntry } from './student-entry.js';
import type { StatusRecorder } from './status-recorder.js';
import { touchedStudents } from './touched-students.js';
import { UnitedFold, type UnitedFoldParts } from './united-fold.js';
import type { UnitedStudentsParts } from './united-students.js';

/** More documents than these cannot wait for a mend: something general is wrong, and the shard stops. */
const MOST_QUARANTINED = 20;

class TooManyQuarantinedStudentsError extends Error {
  override readonly name = 'TooManyQuarantinedStudentsError';
}

export interface OnTrackOptions extends Omit<UnitedStudentsParts, 'entries'> {
  readonly models: ReadModels;
  readonly recorder: StatusRecorder;
  readonly communities: CommunitySummaries;
  /** What is read of other shards' students. */
  readonly foreign: ForeignStreams;
  /** So many positions are folded before the documents are stored, except at the end of the log. */
  readonly storeEvery: number;
  /** Called between the steps; a test may crash there. */
  readonly failPoint?: (name: string) => void | Promise<void>;
}

/**
 * Keeps every student's live status: folds facts, evaluates, has changes recorded, then writes the documents.
 * Order: append to the log, then the documents; the runner's checkpoint follows. So a crash anywhere repeats into nothing.
 */
export class OnTrackProjection {
  readonly #options: OnTrackOptions;
  readonly #entries: StudentEntries;
  readonly #united: UnitedFold;
  readonly #changed = new Set<StudentEntry>();
  readonly #quarantined = new Set<string>();
  #storedTo = 0;

  constructor(options: OnTrackOptions) {
    this.#options = options;
    this.#entries = new StudentEntries(options.models, options.shard);
    const evolve: UnitedFoldParts['evolve'] = (...given) => this.#evolve(...given);
    const evaluate: UnitedFoldParts['evaluate'] = (...given) => this.#evaluate(...given);
    this.#united = new UnitedFold({ ...options, entries: this.#entries, evolve, evaluate });
  }

  /** Makes ready to go on after the checkpoint: what waits for a mend is known, what was not summed up is due. */
  async start(): Promise<void> {
    for (const id of await this.#entries.quarantined()) this.#quarantined.add(id);
    const { models, communities, shard } = this.#options;
    this.#storedTo = await models.checkpoint(shard.named(ON_TRACK));
    await communities.start(this.#storedTo);
  }

  /** Ids of the documents that wait for a mend. */
  get quarantined(): ReadonlySet<string> {
    return this.#quarantined;
  }

  /** Folds a batch; everything up to it is durable when this resolves, unless it says that the batch is only kept. */
  async handle(batch: LogBatch): Promise<Handled> {
    for (const event of batch.events) {
      if (event.superseded || !takes(ON_TRACK, event.type)) continue;
      if (event.stream.startsWith('student-')) await this.#foldStudent(event);
      else await this.#foldReference(event);
      if (event.stream.startsWith('identity-') && this.#options.foreign.areOutgrown) {
        await this.#flush(event.position);
        return { upTo: event.position };
      }
    }
    if (!batch.caughtUp && batch.position - this.#storedTo < this.#options.storeEvery) return 'kept';
    await this.#flush(batch.position);
    if (batch.caughtUp) await this.#options.communities.write(batch.position, (...asked) => this.#membersOf(...asked));
    this.#entries.forgetClosed((district) => this.#runningYear(district));
  }

  #membersOf(district: string, year: number, communities: ReadonlySet<string> | null): Promise<Iterable<Member>> {
    const isClosed = year < (this.#runningYear(district) ?? 0);
    return isClosed ? this.#entries.storedMembers(district, year, communities) : this.#entries.ofYear(district, year);
  }

  #runningYear(district: string): number | null {
    const today = this.#options.reference.dayOf(district);
    return today === null ? null : schoolYearOf(today);
  }

  async #foldStudent(event: RecordedEvent): Promise<void> {
    const stream = parseStream(event.stream);
    if (stream.kind !== 'student') return;
    const { reference, shard } = this.#options;
    const people = reference.peopleOf(stream.district);
    if (people?.has(stream.key) === true) return this.#united.fold({ ...stream, key: people.personOf(stream.key) }, event);
    if (!shard.isWhole && !shard.covers(stream.key)) return;
    const entry = await this.#entries.get(stream.district, stream.key, stream.year);
    const looksBack = reference.looksBack(stream.district);
    if (looksBack) await this.#entries.lookBack(entry);
    const fact = { type: event.type, data: event.data } as StudentFact;
    this.#fold(entry, event, () => void evolveStudentYear(entry.state, fact));
    if (looksBack && isMarkFact(fact)) await this.#foldIntoLaterYears(entry, event, fact);
  }

  /** Each document knows what is folded into it, so does that of a later year that looks back: what it has seen is passed over. */
  async #foldIntoLaterYears({ district, key, year }: StudentEntry, event: RecordedEvent, fact: MarkFact): Promise<void> {
    for (const later of await this.#entries.after(district, key, year)) {
      await this.#entries.lookBack(later);
      this.#fold(later, event, () => evolveEarlierYear(later.state, year, fact));
    }
  }

  #fold(entry: StudentEntry, event: RecordedEvent, evolve: () => void): void {
    if (this.#evolve(entry, event, evolve)) this.#evaluate(entry, event, null);
  }

  /** False where the document knows the event, or waits for a mend, also from now on. */
  #evolve(entry: StudentEntry, event: RecordedEvent, evolve: () => void): boolean {
    if (!isFresh(entry, event)) return false;
    try {
      evolve();
    } catch (error) {
      this.#quarantine(entry, event, error);
      return false;
    }
    entry.changed = entry.stale = true;
    return true;
  }

  async #foldReference(event: RecordedEvent): Promise<void> {
    const { reference, communities } = this.#options;
    const change = reference.apply(event);
    communities.touch(change);
    if (change.kind === 'people') return this.#united.regroup(change, event);
    for (const entry of await touchedStudents(change, this.#entries, reference)) {
      if (event.position <= (entry.stored ?? 0)) continue;
      if (reference.looksBack(entry.district)) await this.#entries.lookBack(entry);
      this.#evaluate(entry, event, change);
    }
  }

  #evaluate(entry: StudentEntry, event: RecordedEvent, change: ReferenceChange | null, isKnown?: Occasion['isKnown']): void {
    const { reference } = this.#options;
    const today = reference.dayOf(entry.district);
    if (today !== null) {
      const dayTick = change?.kind === 'day';
      const takesStock = dayTick && change.previous === null;
      const silent = takesStock || isSilent(event, entry.year, today);
      // A closed year has no further day that could tell a recovery.
      const isClosed = today > lastDayOf(entry.year);
      evaluateEntry(entry, reference, { cause: event, dayTick: dayTick || isClosed, silent, ...(isKnown && { isKnown }) });
    }
    if (entry.changed) this.#changed.add(entry);
  }

  #quarantine(entry: StudentEntry, event: RecordedEvent, error: unknown): void {
    const reason = error instanceof Error ? error.name : 'unknown error';
    entry.quarantined = { position: event.position, type: event.type, reason };
    entry.changed = true;
    this.#changed.add(entry);
    this.#quarantined.add(entry.id);
    if (this.#quarantined.size > MOST_QUARANTINED) {
      throw new TooManyQuarantinedStudentsError(
        `${this.#quarantined.size} students' documents cannot be folded; the last at position ${event.position} (${reason}).`,
      );
    }
  }

  async #flush(position: number): Promise<void> {
    const { recorder, communities, failPoint } = this.#options;
    const changed = [...this.#changed];
    if (changed.length > 0) {
      for (const entry of changed) refreshRow(entry, this.#options.reference);
      await recorder.record(changed);
      await failPoint?.('after-record');
      for (const entry of changed) communities.touchStudent(entry);
      await this.#entries.write(changed, position);
      await failPoint?.('after-documents');
      this.#changed.clear();
    }
    this.#storedTo = position;
  }
}
