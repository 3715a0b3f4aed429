import { statusNames, type ConditionOutcome, type Status, type StatusRow } from './evaluation.js';
import { resultNames } from './measures.js';
import type { Cause, Ending, Opening, RecordedCondition, RecordedStatus, StatusChanged } from './recorded-status.js';

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
