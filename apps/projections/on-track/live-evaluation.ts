import {
  communityOn,
  dayIndex,
  decideStatus,
  evolveStatus,
  isEnrolledOn,
  isUndecided,
  lastDayOf,
  shippedProfile,
  statusRow,
  type Cause,
  type EvaluationContext,
  type Opening,
  type Profile,
  type StatusRow,
} from '#libs/domain';
import { v5 as uuidV5 } from 'uuid';
import type { ReferenceState } from '#libs/views';
import { assessedOf, type StudentEntry } from './student-entry.js';

/** Namespace of the ids of recorded status changes. */
const STATUS_EVENTS = '6a1f4b0e-53d2-5f0a-9a35-0d6a4bb1c0f1';

/** Why a student is evaluated now. */
export interface Occasion {
  readonly cause: Cause;
  /** The start of a school day, when recoveries are told. */
  readonly dayTick: boolean;
  /** The cause is dated so long ago that nobody is told. */
  readonly silent: boolean;
}

/** Brings an entry's row up to date and decides what is to be recorded of it. */
export function evaluateEntry(entry: StudentEntry, reference: ReferenceState, occasion: Occasion): void {
  const today = reference.dayOf(entry.district);
  if (today === null || entry.quarantined !== null) return;
  const asOfDate = liveAsOf(today, entry.year);
  const asOf = dayIndex(asOfDate, entry.year);
  const profile = reference.profileFor(entry.district, communityOn(entry.state, asOf));
  const context: EvaluationContext = { schools: reference.schoolsOf(entry.district, entry.year), profile, asOf };
  updateRow(entry, context, asOfDate);
  if (entry.row !== null) decide(entry, context, { ...occasion, asOfDate, row: entry.row });
}

/** A live status is evaluated as of the district's day, at most June 30 of its year. */
export function liveAsOf(today: string, year: number): string {
  const last = lastDayOf(year);
  return today < last ? today : last;
}

function updateRow(entry: StudentEntry, context: EvaluationContext, asOfDate: string): void {
  const row = statusRow(entry.state, context);
  const enrolled = isEnrolledOn(entry.state, context.asOf);
  const { name, version } = context.profile;
  const assessed = assessedOf(row, enrolled, { name, version });
  if (assessed === entry.assessed) return;
  entry.assessed = assessed;
  entry.changed = true;
  entry.row = row;
  entry.enrolled = enrolled;
  entry.profile = { name, version };
  if (row !== null) entry.history = withStatus(entry.history, asOfDate, row.status);
}

function withStatus(history: StudentEntry['history'], asOf: string, status: StatusRow['status']): StudentEntry['history'] {
  const before = history.at(-1)?.[0] === asOf ? history.slice(0, -1) : history;
  if (before.at(-1)?.[1] === status) return before;
  return [...before, [asOf, status]];
}

interface Decision extends Occasion {
  readonly asOfDate: string;
  readonly row: StatusRow;
}

function decide(entry: StudentEntry, context: EvaluationContext, decision: Decision): void {
  const { profile } = context;
  const undecided = isUndecided(entry.state, context.asOf);
  const row = undecided ? statusRow(entry.state, { ...context, withoutUndecidedDay: true }) : decision.row;
  if (row === null) return;
  const events = decideStatus(entry.recorded, {
    row,
    at: { asOf: decision.asOfDate, profile: profile.name, profileVersion: profile.version },
    cause: decision.cause,
    dayTick: decision.dayTick,
    silent: decision.silent,
    inclusive: (name) => inclusive(profile, row.milestone, name),
    evaluateAt: (opening) => evaluateAt(entry, context, opening),
  });
  for (const event of events) {
    entry.recorded = evolveStatus(entry.recorded, event);
    entry.changed = true;
    entry.pending.push({ id: uuidV5(`${entry.id}/${profile.name}/${profile.version}/${event.cause.id}`, STATUS_EVENTS), event });
  }
}

function inclusive(profile: Profile, milestone: string | null, name: string): boolean {
  const found = profile.milestones.find((candidate) => candidate.name === milestone);
  return found?.conditions.find((condition) => condition.name === name)?.passes.inclusive ?? true;
}

/** Today's facts as of an earlier day, under the rules of that time. */
function evaluateAt(entry: StudentEntry, context: EvaluationContext, opening: Opening): StatusRow | null {
  const profile = shippedProfile(opening.profile) ?? context.profile;
  return statusRow(entry.state, { schools: context.schools, profile, asOf: dayIndex(opening.asOf, entry.year) });
}
