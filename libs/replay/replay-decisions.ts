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
  type StatusRow,
} from '#libs/domain';
import type { RecordedEvent } from '#libs/event-sourcing';
import type { DecidedChange } from './replayed-change.js';
import type { ReplayedStudent } from './replayed-student.js';

interface Standing {
  recorded: RecordedStatus;
  /** What is told where the enrolment is taken back; null before the first row. */
  withoutEnrolment: StatusRow | null;
}

/** Decides what would have been recorded and told under one set of rules, by the same decider as the live statuses. */
export class ReplayDecisions {
  readonly #students = new Map<ReplayedStudent, Standing>();
  readonly #profile: Profile;
  readonly #onChange: (decided: DecidedChange) => void;

  constructor(profile: Profile, onChange: (decided: DecidedChange) => void) {
    this.#profile = profile;
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
    const { state, year } = student;
    const profile = this.#profile;
    const changes = decideStatus(standing.recorded, {
      row,
      at: { asOf: dateAt(year.asOf, year.year), profile: profile.name, profileVersion: profile.version },
      cause: event,
      dayTick: event.type === 'school-day-started.v1' || year.isClosed,
      silent: false,
      inclusive: (condition) => isInclusive(profile, row.milestone, condition),
      evaluateAt: ({ asOf }) => statusRow(state, { schools: year.schools, profile, asOf: dayIndex(asOf, year.year) }),
    });
    for (const change of changes) {
      standing.recorded = evolveStatus(standing.recorded, change);
      this.#onChange({ student, event, change });
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
