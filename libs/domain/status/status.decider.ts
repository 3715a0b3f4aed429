import type { ConditionOutcome, Status, StatusRow } from './evaluation.js';
import { statusNames } from './evaluation.js';
import { resultNames } from './measures.js';
import { SharedValues } from '../student-year/shared-values.js';

/** Why something that was failing no longer is: the data was wrong, the student is back, or the rule is another one. */
export type Ending = 'corrected' | 'recovered' | 'rule-changed';

/** When something began and under which rules. */
export interface Opening {
  /** The day it was evaluated for. */
  readonly asOf: string;
  readonly profile: string;
  readonly profileVersion: string;
}

export interface RecordedCondition extends ConditionOutcome {
  readonly inclusive: boolean;
  /** Set in the event in which a condition stops failing. */
  readonly ended?: Ending;
}

/** `on-track-status-changed.v1`: the status or the result of a condition is another one than recorded before. */
export interface StatusChanged extends Opening {
  readonly status: Status;
  readonly previous: Status | null;
  readonly milestone: string | null;
  readonly gradeLevel: string;
  readonly schoolId: string;
  readonly communityId: string | null;
  readonly conditions: readonly RecordedCondition[];
  /** Set when the student leaves off-track. */
  readonly ended?: Ending;
  readonly cause: Cause;
  /** Recorded and shown, but nobody is told: the cause is old news. */
  readonly silent?: true;
}

export interface Cause {
  readonly id: string;
  readonly position: number;
  readonly type: string;
  /** When it was appended: what is told of it is timed from there. Left out in the oldest changes. */
  readonly recordedAt?: string;
}

/** What the status stream of a student's year says. */
export interface RecordedStatus {
  readonly status: Status | null;
  readonly milestone: string | null;
  readonly conditions: readonly RecordedCondition[];
  /** Causes at or below it are decided. */
  readonly causePosition: number;
  /** When the present status began. */
  readonly opened: Opening | null;
  /** When the present result of each condition began. */
  readonly openedConditions: Readonly<Record<string, Opening>>;
}

export const nothingRecorded: RecordedStatus = {
  status: null,
  milestone: null,
  conditions: [],
  causePosition: 0,
  opened: null,
  openedConditions: {},
};

export interface RecordStatus {
  readonly row: StatusRow;
  readonly at: Opening;
  readonly cause: Cause;
  /** True at the start of a school day, when recoveries are told. */
  readonly dayTick: boolean;
  readonly silent: boolean;
  readonly inclusive: (condition: string) => boolean;
  /** Today's facts as of an earlier opening's day, under its rules; null where there is no row or the rules are gone. */
  readonly evaluateAt: (opening: Opening) => StatusRow | null;
}

const openings = new SharedValues<Opening>(
  ({ asOf }) => asOf,
  (a, b) => a.profile === b.profile && a.profileVersion === b.profileVersion,
  ({ asOf, profile, profileVersion }) => ({ asOf, profile, profileVersion }),
);

/** The same state, with openings that other students share: for one that was read from where it is stored. */
export function sharedStatus(state: RecordedStatus): RecordedStatus {
  const openedConditions = Object.entries(state.openedConditions).map(([name, at]) => [name, openings.share(at)]);
  return {
    ...state,
    opened: state.opened === null ? null : openings.share(state.opened),
    openedConditions: Object.fromEntries(openedConditions),
  };
}

export function evolveStatus(state: RecordedStatus, event: StatusChanged): RecordedStatus {
  const at = openings.share(event);
  const before = new Map(state.conditions.map((condition) => [condition.name, condition.result]));
  const openedConditions: Record<string, Opening> = {};
  for (const { name, result } of event.conditions) {
    openedConditions[name] = (before.get(name) === result ? state.openedConditions[name] : undefined) ?? at;
  }
  return {
    status: event.status,
    milestone: event.milestone,
    conditions: event.conditions.map(({ ended: _, ...condition }) => condition),
    causePosition: event.cause.position,
    opened: (event.status === state.status ? state.opened : null) ?? at,
    openedConditions,
  };
}

/**
 * Decides what is recorded, and so told. Worsening is recorded at once; so are the ends of failures that were never true or
 * whose rule has changed. A recovery waits for the start of the next school day, also where a failing condition is no longer
 * asked for because the student's milestone is another one.
 */
export function decideStatus(state: RecordedStatus, command: RecordStatus): readonly StatusChanged[] {
  if (command.cause.position <= state.causePosition) return [];
  const conditions = effectiveConditions(state, command);
  const status = worstStatus(conditions, command.row.status);
  if (state.status === status && state.milestone === command.row.milestone && sameResults(state.conditions, conditions)) return [];
  const ended = endOfStatus(state, status, command);
  const waits = ended === 'recovered' && !command.dayTick && conditions.every((condition) => condition.ended === undefined);
  if (waits) return [];
  const { row, at, cause, silent } = command;
  return [
    {
      status,
      previous: state.status,
      milestone: row.milestone,
      gradeLevel: row.gradeLevel,
      schoolId: row.schoolId,
      communityId: row.communityId,
      conditions,
      ...at,
      cause,
      ...(ended === null ? {} : { ended }),
      ...(silent ? { silent: true as const } : {}),
    },
  ];
}

function effectiveConditions(state: RecordedStatus, command: RecordStatus): RecordedCondition[] {
  const before = new Map(state.conditions.map((condition) => [condition.name, condition]));
  return command.row.conditions.map((outcome) => {
    const now: RecordedCondition = { ...outcome, inclusive: command.inclusive(outcome.name) };
    const recorded = before.get(outcome.name);
    const opening = state.openedConditions[outcome.name];
    if (recorded === undefined || opening === undefined || severity(now.result) >= severity(recorded.result)) return now;
    const ended = endOf(opening, command, (row) => {
      const there = row.conditions.find((condition) => condition.name === outcome.name);
      return there !== undefined && severity(there.result) >= severity(recorded.result);
    });
    if (ended === 'recovered' && !command.dayTick) return recorded;
    return recorded.result === 'fail' ? { ...now, ended } : now;
  });
}

/** Why the student is no longer off track; null where that does not begin or end. */
function endOfStatus(state: RecordedStatus, status: Status, command: RecordStatus): Ending | null {
  if (state.opened === null || state.status !== 'off-track' || status === 'off-track') return null;
  return endOf(state.opened, command, (row) => row.status === 'off-track');
}

/** Why something that began at an opening is over, told by whether it still holds there with what is known today. */
function endOf(opening: Opening, command: RecordStatus, holds: (row: StatusRow) => boolean): Ending {
  const then = command.evaluateAt(opening);
  if (then === null) return endWithoutRow(opening, command, holds);
  if (!holds(then)) return 'corrected';
  const sameRules = opening.profile === command.at.profile && opening.profileVersion === command.at.profileVersion;
  if (sameRules) return 'recovered';
  const nowUnderOldRules = command.evaluateAt({ ...opening, asOf: command.at.asOf });
  return nowUnderOldRules !== null && holds(nowUnderOldRules) ? 'rule-changed' : 'recovered';
}

/** Either the student has no row on that day any more, or its rules are gone and only today's rules can be asked. */
function endWithoutRow(opening: Opening, command: RecordStatus, holds: (row: StatusRow) => boolean): Ending {
  const underRulesOfToday = command.evaluateAt({ ...command.at, asOf: opening.asOf });
  if (underRulesOfToday === null) return 'corrected';
  return holds(underRulesOfToday) ? 'recovered' : 'rule-changed';
}

function severity(result: ConditionOutcome['result']): number {
  return resultNames.indexOf(result);
}

function worstStatus(conditions: readonly RecordedCondition[], withoutConditions: Status): Status {
  return statusNames[Math.max(...conditions.map(({ result }) => severity(result)))] ?? withoutConditions;
}

function sameResults(a: readonly ConditionOutcome[], b: readonly ConditionOutcome[]): boolean {
  return a.length === b.length && a.every((condition, index) => condition.name === b[index]?.name && condition.result === b[index]?.result);
}
