import { parseStream, type StreamName } from '#libs/domain';
import {
  AnotherWriterError,
  type EventStore,
  type FailPoint,
  type LogBatch,
  type ReadModels,
  type RecordedEvent,
} from '#libs/event-sourcing';
import { AlertActions } from './alert-actions.js';
import { causeOf } from './cause-of.js';
import { Desk } from './desk.js';
import { memoryPrefixes, type AlertingMemory } from './memory/alerting-memory.js';
import type { Communities } from './memory/communities.js';
import type { LatestAttendance } from './memory/latest-attendance.js';
import { StudentYears } from './memory/student-years.js';
import { AssignmentsReaction } from './reactions/assignments.reaction.js';
import { DayReaction } from './reactions/day.reaction.js';
import { HourReaction } from './reactions/hour.reaction.js';
import { PeopleReaction } from './reactions/people.reaction.js';
import { RecordsReaction } from './reactions/records.reaction.js';
import { StatusReaction } from './reactions/status.reaction.js';
import type { Occasion } from './reactions/occasion.js';
import { TimeWatch } from './reactions/time-watch.js';
import { reactToTriggers } from './reactions/triggers.reaction.js';
import { Teller } from './teller.js';

export const ALERTING = 'alerting';
export const alertingPrefixes = [...memoryPrefixes, 'student-'] as const;

export interface AlertingOptions {
  readonly store: EventStore;
  readonly models: Pick<ReadModels, 'checkpoint'>;
  readonly memory: AlertingMemory;
  readonly attendance: LatestAttendance;
  readonly communities: Communities;
  /** The checkpoint that the memory was made for. */
  readonly handled: number;
  /** Called between the steps; a test may crash there. */
  readonly failPoint?: FailPoint;
}

/**
 * Folds the log and reacts to it: raises alerts, tells people, moves alerts on and ends them. What it decides is appended before the
 * checkpoint follows, with ids made of the causes: a crash anywhere repeats into nothing.
 */
export class AlertingProcess {
  readonly #memory: AlertingMemory;
  readonly #attendance: LatestAttendance;
  readonly #desk: Desk;
  readonly #actions: AlertActions;
  readonly #status: StatusReaction;
  readonly #records: RecordsReaction;
  readonly #people: PeopleReaction;
  readonly #days: DayReaction;
  readonly #time: TimeWatch;
  readonly #hours: HourReaction;
  readonly #assignments: AssignmentsReaction;
  readonly #models: AlertingOptions['models'];
  /** The checkpoint that the memory was made for; null once it is known to be the one that is gone on from. */
  #handled: number | null;

  constructor({ store, models, memory, attendance, communities, handled, failPoint }: AlertingOptions) {
    const desk = new Desk({ store, memory, ...(failPoint && { failPoint }) });
    const teller = new Teller(memory);
    const actions = new AlertActions({ memory, desk, teller });
    const records = new RecordsReaction({
      memory,
      actions,
      years: new StudentYears(store, (district) => memory.reference.peopleOf(district)),
    });
    this.#models = models;
    this.#handled = handled;
    this.#memory = memory;
    this.#attendance = attendance;
    this.#desk = desk;
    this.#actions = actions;
    this.#status = new StatusReaction({ memory, actions, communities });
    this.#records = records;
    this.#people = new PeopleReaction({ memory, actions, records });
    this.#time = new TimeWatch({ memory, actions, communities, attendance });
    this.#days = new DayReaction({ memory, actions, desk, records, communities, time: this.#time });
    this.#hours = new HourReaction({ memory, actions, desk, teller });
    this.#assignments = new AssignmentsReaction({ memory, actions, desk });
  }

  /** Handles a batch; everything it comes to is in the log when this resolves. */
  async handle({ events }: Pick<LogBatch, 'events'>): Promise<void> {
    await this.#requireOwn();
    for (const event of events) {
      if (event.superseded) continue;
      const stream = parseStream(event.stream);
      // What is decided before a tick stands before it, so that the hours it has waited are the same at every start.
      if (stream.kind === 'district') await this.#desk.flush();
      this.#memory.apply(event);
      await this.#react(stream, event);
    }
    await this.#desk.flush();
  }

  async #react(stream: StreamName, event: RecordedEvent): Promise<void> {
    const { district } = stream;
    switch (stream.kind) {
      case 'status':
        return this.#status.react(stream, event);
      case 'student':
        this.#attendance.apply(event);
        return this.#records.react(stream, event);
      case 'school':
        return this.#attendance.apply(event);
      case 'staff':
        return this.#assignments.reactTo(stream.key, event, this.#occasion(district, event));
      case 'care':
        return this.#time.lookAtContact(stream.key, this.#occasion(district, event));
      case 'identity':
        return this.#people.react(stream.key, event, this.#occasion(district, event));
      case 'district':
      case 'community':
        return this.#reactToDistrict(district, event);
      case 'alert':
        return this.#reactToAlert(event);
      case 'notice':
    }
  }

  async #reactToDistrict(district: string, event: RecordedEvent): Promise<void> {
    const occasion = this.#occasion(district, event);
    switch (event.type) {
      case 'school-day-started.v1':
        await this.#days.react(occasion);
        this.#assignments.react(occasion);
        return;
      case 'school-hour-started.v1':
        this.#memory.passHour(event);
        this.#hours.react(occasion);
        return;
      case 'triggers-adopted.v1':
        reactToTriggers({ memory: this.#memory, actions: this.#actions }, occasion);
    }
  }

  /** A person has settled an alert: what was told of with it stands alone. */
  #reactToAlert(event: RecordedEvent): void {
    if (event.type !== 'alert-resolved.v1') return;
    const { district, alertId, raised } = this.#memory.alerts.entry(event.stream);
    if (raised !== null) this.#actions.separateFrom({ district, alertId, raised }, this.#occasion(district, event));
  }

  #occasion(district: string, event: RecordedEvent): Occasion {
    return { district, moment: this.#memory.moments.of(district) ?? { date: '', hour: null }, cause: causeOf(event) };
  }

  /** Somebody else went on while this memory was made: it lacks what was handled meanwhile. */
  async #requireOwn(): Promise<void> {
    if (this.#handled === null) return;
    const checkpoint = await this.#models.checkpoint(ALERTING);
    if (checkpoint !== this.#handled) throw new AnotherWriterError(ALERTING, `its checkpoint is no longer at ${this.#handled}`);
    this.#handled = null;
  }
}
