import {
  communityOn,
  dayIndex,
  decideStatus,
  evolveStatus,
  isEnrolledOn,
  isInclusive,
  isRecorded,
  liveAsOf,
  statusRow,
  type Cause,
  type EvaluationContext,
  type Opening,
  type StatusRow,
} from '#libs/domain';
import { v5 as uuidV5 } from 'uuid';
import type { DistrictRules, ReferenceState } from '#libs/views';
import { lookAt, sameResults, sameRow } from './look.js';
import { sharedChange, type StudentEntry } from './student-entry.js';

/** Namespace of the ids of recorded status changes. */
const STATUS_EVENTS = '6a1f4b0e-53d2-5f0a-9a35-0d6a4bb1c0f1';

/** Why a student is evaluated now. */
export interface Occasion {
  /** Its id is read from the log only where something is decided. */
  readonly cause: Cause;
  /** The start of a school day, when recoveries are told. */
  readonly dayTick: boolean;
  /** The cause is dated so long ago that nobody is told. */
  readonly silent: boolean;
  /** Whether all that is wrong by a row was recorded before, of the same student under another id: then it is no news either. */
  readonly isKnown?: (row: StatusRow) => boolean;
}

/**
 * Looks at a student and, where a result may have changed, decides what is to be recorded.
 * Most events change figures only: then the row is made again when the document is written.
 */
export function evaluateEntry(entry: StudentEntry, reference: ReferenceState, occasion: Occasion): void {
  const context = liveContext(entry, reference);
  if (context === null || entry.quarantined !== null) return;
  const { look } = entry;
  entry.look = lookAt(entry.state, context);
  if (look !== null && sameResults(look, entry.look) && !entry.held) {
    if (!sameRow(look, entry.look)) entry.changed = entry.stale = true;
    return;
  }
  const { row: before } = entry;
  updateRow(entry, context);
  const row = entry.row ?? withoutEnrolment(before, entry);
  if (row !== null) decide(entry, context, { ...occasion, row });
}

/** An enrolment that was taken back leaves no row; what was recorded of it must still end. */
function withoutEnrolment(before: StatusRow | null, { recorded }: StudentEntry): StatusRow | null {
  if (before === null || recorded.status === null) return null;
  return { ...before, milestone: null, status: 'insufficient-data', conditions: [] };
}

/** Makes the row of an entry again whose figures have changed. */
export function refreshRow(entry: StudentEntry, reference: ReferenceState): void {
  const context = entry.stale ? liveContext(entry, reference) : null;
  if (context !== null && entry.quarantined === null) updateRow(entry, context);
}

type LiveContext = EvaluationContext & { readonly asOfDate: string; readonly rules: DistrictRules };

function liveContext(entry: StudentEntry, reference: ReferenceState): LiveContext | null {
  const today = reference.dayOf(entry.district);
  if (today === null) return null;
  const asOfDate = liveAsOf(today, entry.year);
  const asOf = dayIndex(asOfDate, entry.year);
  const community = communityOn(entry.state, asOf);
  const rules = reference.rulesOf(entry.district);
  const profile = asOfDate < today ? rules.inForceAtEnd(community, entry.year) : rules.inForce(community);
  return { schools: reference.schoolsOf(entry.district, entry.year), profile, asOf, asOfDate, rules };
}

function updateRow(entry: StudentEntry, context: LiveContext): void {
  const row = statusRow(entry.state, context);
  const enrolled = isEnrolledOn(entry.state, context.asOf);
  const { name, version } = context.profile;
  entry.stale = false;
  if (shownOf(row, enrolled, { name, version }) === shownOf(entry.row, entry.enrolled, entry.profile)) return;
  entry.changed = true;
  entry.row = row;
  entry.enrolled = enrolled;
  entry.profile = context.profile;
  if (row !== null) entry.history = withStatus(entry.history, context.asOfDate, row.status);
}

/** One text for everything that an evaluation shows. */
function shownOf(row: StatusRow | null, enrolled: boolean, profile: StudentEntry['profile']): string {
  return JSON.stringify([row, enrolled, profile?.name, profile?.version]);
}

function withStatus(history: StudentEntry['history'], asOf: string, status: StatusRow['status']): StudentEntry['history'] {
  const before = history.at(-1)?.[0] === asOf ? history.slice(0, -1) : history;
  if (before.at(-1)?.[1] === status) return before;
  return before.concat([sharedChange([asOf, status])]);
}

interface Decision extends Occasion {
  readonly row: StatusRow;
}

function decide(entry: StudentEntry, context: LiveContext, decision: Decision): void {
  const { profile } = context;
  const { id, position, type, recordedAt } = decision.cause;
  const row = entry.look?.undecided === true ? statusRow(entry.state, { ...context, withoutUndecidedDay: true }) : decision.row;
  if (row === null) return;
  const events = decideStatus(entry.recorded, {
    row,
    at: { asOf: context.asOfDate, profile: profile.name, profileVersion: profile.version },
    cause: { id, position, type, ...(recordedAt !== undefined && { recordedAt }) },
    dayTick: decision.dayTick,
    silent: decision.silent || decision.isKnown?.(row) === true,
    inclusive: (name) => isInclusive(profile, row.milestone, name),
    evaluateAt: (opening) => evaluateAt(entry, context, opening),
  });
  for (const event of events) {
    entry.recorded = evolveStatus(entry.recorded, event);
    entry.changed = true;
    const eventId = uuidV5(`${entry.id}/${profile.name}/${profile.version}/${event.cause.id}`, STATUS_EVENTS);
    entry.pending = [...entry.pending, { id: eventId, event }];
  }
  entry.held = !isRecorded(entry.recorded, decision.row);
}

/** Today's facts as of an earlier day, under the rules of that time; null where those rules are gone. */
function evaluateAt(entry: StudentEntry, { schools, rules }: LiveContext, opening: Opening): StatusRow | null {
  const profile = rules.judging(opening);
  if (profile === null) return null;
  return statusRow(entry.state, { schools, profile, asOf: dayIndex(opening.asOf, entry.year) });
}
