import {
  communityOn,
  dayIndex,
  isLate,
  isStudentCause,
  placeOn,
  recordDateOf,
  schoolYearOf,
  sectionsOn,
  stageAt,
  studentSignal,
  type Moment,
  type Place,
  type Signal,
  type StreamName,
  type StudentCause,
  type StudentYear,
  type Trigger,
  type TriggerCause,
} from '#libs/domain';
import type { RecordedEvent } from '#libs/event-sourcing';
import type { AlertActions } from '../alert-actions.js';
import { causeOf } from '../cause-of.js';
import type { Cause } from '../desk.js';
import type { OpenEntry } from '../memory/alert-entry.js';
import type { AlertingMemory } from '../memory/alerting-memory.js';
import type { StudentYears } from '../memory/student-years.js';
import type { CauseEnding } from '../observed.js';
import type { Occasion } from './occasion.js';

export interface RecordsReactionParts {
  readonly memory: AlertingMemory;
  readonly actions: AlertActions;
  readonly years: StudentYears;
}

type StudentStream = Extract<StreamName, { kind: 'student' | 'status' }>;

/** What a student's raw records say by themselves: absences in a row, discipline, failing courses. */
export class RecordsReaction {
  readonly #parts: RecordsReactionParts;

  constructor(parts: RecordsReactionParts) {
    this.#parts = parts;
  }

  /** A record came in. Students are looked at only where a trigger watches such records and this one can matter. */
  async react(recorded: StudentStream, event: RecordedEvent): Promise<void> {
    const { memory, years } = this.#parts;
    const { district } = recorded;
    if (!memory.triggerSets.some(district, ({ when }) => isStudentCause(when))) return;
    years.fold(event);
    const moment = memory.moments.of(district);
    const kind = causeKindOf(event.type);
    const stream = { ...recorded, key: memory.reference.peopleOf(district)?.personOf(recorded.key) ?? recorded.key };
    if (moment === null || kind === null || schoolYearOf(moment.date) !== stream.year || !this.#matters(stream, event)) return;
    const state = await years.get(stream, event.position);
    this.#look({ stream, state, moment, cause: causeOf(event), event }, (when) => when.kind === kind);
  }

  /**
   * Other records than before are a student's, for ids were found to be one student's or not to be.
   * @param told rules of which people were told under a former id: they are not told again.
   */
  async reactToIds(
    key: string,
    event: RecordedEvent,
    { occasion, told }: { occasion: Occasion; told: ReadonlySet<string> },
  ): Promise<void> {
    const { memory, years } = this.#parts;
    const { district, moment, cause } = occasion;
    if (!memory.triggerSets.some(district, ({ when }) => isStudentCause(when))) return;
    const stream = { kind: 'student', district, key, year: schoolYearOf(moment.date) } as const;
    const state = await years.get(stream, event.position);
    this.#look({ stream, state, moment, cause, event, told }, () => true);
  }

  /** A day has begun: recoveries are told, and what has ended since without a record of the student. */
  async reactToDay(entry: OpenEntry, { moment, cause }: Occasion): Promise<void> {
    const { district, raised } = entry;
    if (raised.studentKey === null) return;
    const stream = { kind: 'student', district, key: raised.studentKey, year: raised.schoolYear } as const;
    const state = await this.#parts.years.get(stream, cause.position);
    this.#look({ stream, state, moment, cause, event: null }, (_, { name }) => name === raised.rule);
  }

  /** A record that nobody is missed by can only end what is open. */
  #matters({ district, key }: StudentStream, event: RecordedEvent): boolean {
    const { status } = event.data as { readonly status?: string };
    if (event.type !== 'attendance-recorded.v1' || status?.startsWith('absent') === true) return true;
    return this.#parts.memory.alerts.about(district, `student ${key}`, event.position).length > 0;
  }

  #look(look: Look, isWatched: (when: StudentCause, trigger: Trigger) => boolean): void {
    const { memory, actions } = this.#parts;
    const { stream, state, moment, cause, event, told } = look;
    const { district, year } = stream;
    const asOf = dayIndex(moment.date, year);
    const at = placeOn(state, asOf);
    if (at === null) return;
    const place: Place = {
      studentKey: stream.key,
      communityId: communityOn(state, asOf),
      schoolId: at.schoolId,
      sectionIds: sectionsOn(state, asOf),
    };
    const set = memory.triggerSets.for(district, place.communityId);
    const schools = memory.reference.schoolsOf(district, year);
    const signalOn = (when: TriggerCause, day: number): Signal | null =>
      isStudentCause(when) ? studentSignal(when, { state, schools }, day) : null;
    for (const trigger of set.triggers) {
      const { when } = trigger;
      if (!isStudentCause(when) || !isWatched(when, trigger)) continue;
      actions.observe(trigger, {
        district,
        schoolYear: year,
        place,
        gradeLevel: at.gradeLevel,
        signal: signalOn(when, asOf),
        signalFor: (other) => signalOn(other, asOf),
        silent:
          told?.has(trigger.name) === true ||
          (event !== null &&
            isLate(
              { date: recordDateOf(event.data), knownAt: event.metadata.knownAt ?? null },
              year,
              moment.date,
              set.calm.pushWithinDays,
            )),
        cause,
        moment,
        ending: ({ raised }) => {
          const then = memory.triggerSets.raisedBy(raised) ?? trigger;
          const signal = signalOn(then.when, dayIndex(raised.asOf, year));
          const stood = signal !== null && stageAt(then, signal.level) > 0;
          return endingOf(stood, event === null);
        },
      });
    }
  }
}

interface Look {
  readonly stream: StudentStream;
  readonly state: StudentYear;
  readonly moment: Moment;
  readonly cause: Cause;
  /** The record that came in; null at the start of a day. */
  readonly event: RecordedEvent | null;
  /** Rules of which people were told under a former id of the student. */
  readonly told?: ReadonlySet<string>;
}

/** What was never true is taken back at once; a recovery is told when the next day begins. */
function endingOf(stood: boolean, isDayTick: boolean): CauseEnding | null {
  if (!stood) return 'corrected';
  return isDayTick ? 'recovered' : null;
}

function causeKindOf(type: string): StudentCause['kind'] | null {
  if (type.startsWith('attendance-')) return 'absences-in-a-row';
  if (type.startsWith('behavior-')) return 'discipline';
  return type.startsWith('grade-') ? 'failing-courses' : null;
}

/** Whether an open alert is about a student's raw records. */
export function isAboutRecords({ raised }: OpenEntry): boolean {
  const { cause } = raised;
  return cause === 'absences-in-a-row' || cause === 'discipline' || cause === 'failing-courses';
}
