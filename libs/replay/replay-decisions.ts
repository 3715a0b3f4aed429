import {
  dateAt,
  dayIndex,
  decideStatus,
  evolveStatus,
  isInclusive,
  isRecorded,
  isUndecided,
  nothingRecorded,
  statusRow,
  type Profile,
  type RecordedStatus,
  type StatusChanged,
  type StatusRow,
} from '#libs/domain';
import type { RecordedEvent } from '#libs/event-sourcing';
import { v5 as uuidV5 } from 'uuid';
import type { ReplayedStudent } from './replayed-student.js';

/** A change of status as it would have been recorded. */
export interface ReplayedChange {
  /** The same for the same change under the same rules, whenever they are replayed. */
  readonly id: string;
  readonly district: string;
  readonly key: string;
  readonly schoolYear: number;
  /** When the event that caused it was appended. */
  readonly recordedAt: string;
  readonly change: StatusChanged;
}

/** Namespace of the ids of replayed changes: none is ever that of a recorded one. */
const REPLAYED_CHANGES = '0f6a1c52-8f0e-5c55-9d0b-3a7f5f3f6a11';

interface Standing {
  recorded: RecordedStatus;
  /** What is told where the enrolment is taken back; null before the first row. */
  withoutEnrolment: StatusRow | null;
}

/** Decides what would have been recorded and told under one set of rules, by the same decider as the live statuses. */
export class ReplayDecisions {
  readonly #students = new Map<ReplayedStudent, Standing>();
  readonly #profile: Profile;
  /** Rules of one's own may change under their name and version. */
  readonly #rules: string;
  readonly #onChange: (change: ReplayedChange) => void;

  constructor(profile: Profile, onChange: (change: ReplayedChange) => void) {
    this.#profile = profile;
    this.#rules = uuidV5(JSON.stringify(profile), REPLAYED_CHANGES);
    this.#onChange = onChange;
  }

  /** Looks at a student after an event. @returns whether something waits to be told. */
  look(student: ReplayedStudent, event: RecordedEvent): boolean {
    const { context, state } = student;
    if (context === null) return false;
    const standing = this.#standingOf(student);
    const shown = statusRow(state, context) ?? (standing.recorded.status === null ? null : standing.withoutEnrolment);
    if (shown === null) return false;
    standing.withoutEnrolment = withoutEnrolment(shown);
    const told = isUndecided(state, context.asOf) ? statusRow(state, { ...context, withoutUndecidedDay: true }) : shown;
    if (told !== null) this.#decide(student, standing, { row: told, event });
    return !isRecorded(standing.recorded, shown);
  }

  #decide(student: ReplayedStudent, standing: Standing, { row, event }: { readonly row: StatusRow; readonly event: RecordedEvent }): void {
    const { key, state, year } = student;
    const profile = this.#profile;
    const changes = decideStatus(standing.recorded, {
      row,
      at: { asOf: dateAt(year.asOf, year.year), profile: profile.name, profileVersion: profile.version },
      cause: { id: event.id, position: event.position, type: event.type, recordedAt: event.recordedAt },
      dayTick: event.type === 'school-day-started.v1' || year.isClosed,
      silent: false,
      inclusive: (condition) => isInclusive(profile, row.milestone, condition),
      evaluateAt: ({ asOf }) => statusRow(state, { schools: year.schools, profile, asOf: dayIndex(asOf, year.year) }),
    });
    for (const change of changes) {
      standing.recorded = evolveStatus(standing.recorded, change);
      const { district, year: schoolYear } = year;
      const id = uuidV5(`${district}/${key}/${schoolYear}/${event.id}`, this.#rules);
      this.#onChange({ id, district, key, schoolYear, recordedAt: event.recordedAt, change });
    }
  }

  #standingOf(student: ReplayedStudent): Standing {
    let standing = this.#students.get(student);
    if (standing === undefined) {
      standing = { recorded: nothingRecorded, withoutEnrolment: null };
      this.#students.set(student, standing);
    }
    return standing;
  }
}

/** An enrolment that was taken back leaves no row; what was told of it must still end. */
function withoutEnrolment({ gradeLevel, schoolId, communityId }: StatusRow): StatusRow {
  return { gradeLevel, schoolId, communityId, milestone: null, status: 'insufficient-data', conditions: noConditions };
}

const noConditions: StatusRow['conditions'] = [];
