import { parseStream, type AlertEnded, type DigestQueued, type TriggerSet } from '#libs/domain';
import type { EventStore, NewEvent, RecordedEvent } from '#libs/event-sourcing';
import { AlertingProcess } from '../alerting.process.js';
import { isOpen } from '../memory/alert-entry.js';
import { AlertingMemory } from '../memory/alerting-memory.js';
import { Communities, type CommunitySource } from '../memory/communities.js';
import { LatestAttendance } from '../memory/latest-attendance.js';
import { TriggerSets } from '../memory/trigger-sets.js';
import { DecidedEvents } from './decided-events.js';
import { NoticeTally, type NoticeFigures, type Period, type StaffWeek } from './notice-tally.js';

export interface TrialParts {
  /** Read only. */
  readonly store: EventStore;
  readonly communities: CommunitySource;
  /** null: the triggers that were in force. */
  readonly proposed: TriggerSet | null;
  readonly period: Period;
}

/**
 * Alerting itself on a history that is read again: what it decides is counted and goes nowhere. What people did with an alert is taken
 * over where there is the same one, which has the same id.
 */
export class TrialRun {
  readonly #memory: AlertingMemory;
  readonly #decided: DecidedEvents;
  readonly #process: AlertingProcess;
  readonly #tally: NoticeTally;

  constructor({ store, communities, proposed, period }: TrialParts) {
    this.#tally = new NoticeTally(period);
    this.#memory = new AlertingMemory(new TriggerSets(proposed));
    this.#decided = new DecidedEvents(store, (stream, events) => this.#count(stream, events));
    this.#process = new AlertingProcess({
      store: this.#decided,
      models: { checkpoint: () => Promise.resolve(0) },
      memory: this.#memory,
      attendance: new LatestAttendance(),
      communities: new Communities(communities),
      handled: 0,
    });
  }

  /** Handles one event of the log; events of one district only, in order. */
  async handle(event: RecordedEvent): Promise<void> {
    const { kind } = parseStream(event.stream);
    if (kind === 'notice') return;
    const taken = kind === 'alert' ? this.#ofPerson(event) : event;
    if (taken !== null) await this.#process.handle({ events: [taken] });
  }

  /** What came to whom, once everything was handled. */
  figures(district: string): Iterable<StaffWeek & { readonly figures: NoticeFigures }> {
    const waiting = this.#memory.attention.waiting(district, Infinity).flatMap(([, pending]) => pending.map(({ notice }) => notice));
    return this.#tally.figures(new Set(waiting));
  }

  /** What alerting has written itself is decided anew; what a person has done stands, where its alert is open here too. */
  #ofPerson(event: RecordedEvent): RecordedEvent | null {
    const { id, type, stream, position, recordedAt, superseded, data, metadata } = event;
    if (!isByPerson(event) || !this.#decided.has(stream) || !isOpen(this.#memory.alerts.entry(stream))) return null;
    return { id, type, stream, revision: this.#decided.place(stream), position, recordedAt, superseded, data, metadata };
  }

  #count(stream: string, events: readonly NewEvent[]): void {
    if (parseStream(stream).kind === 'notice') {
      for (const { data } of events) this.#tally.digest(data as DigestQueued);
      return;
    }
    const { alertId, district, raised, lastOpen } = this.#memory.alerts.entry(stream);
    if (raised === null) return;
    const subject = { alertId, studentKey: raised.studentKey, silent: lastOpen?.silent === true };
    const date = this.#memory.moments.of(district)?.date ?? raised.asOf;
    for (const event of events) this.#tally.alert(event, subject, date);
  }
}

function isByPerson({ type, data }: RecordedEvent): boolean {
  const isHandled = type === 'alert-acknowledged.v1' || type === 'alert-snoozed.v1';
  return isHandled || (type === 'alert-resolved.v1' && (data as AlertEnded).ended === 'settled');
}
