import { SharedValues } from '../student-year/shared-values.js';
import type { ConditionOutcome, Status } from './evaluation.js';

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

const openings = new SharedValues<Opening>(
  ({ asOf }) => asOf,
  (a, b) => a.profile === b.profile && a.profileVersion === b.profileVersion,
  ({ asOf, profile, profileVersion }) => ({ asOf, profile, profileVersion }),
);

const alikeConditions = new SharedValues<RecordedCondition>(
  ({ value }) => value,
  (a, b) => a.name === b.name && a.result === b.result && a.threshold === b.threshold && a.inclusive === b.inclusive,
  ({ ended: _, ...condition }) => condition,
);

/** As it stands in the state. One over attendance has days of its own, which hardly anybody shares. */
function standing(condition: RecordedCondition): RecordedCondition {
  if (condition.present === undefined) return alikeConditions.share(condition);
  const { ended: _, ...own } = condition;
  return own;
}

/** The same state, with openings and conditions that other students share: for one that was read from where it is stored. */
export function sharedStatus(state: RecordedStatus): RecordedStatus {
  const openedConditions = Object.entries(state.openedConditions).map(([name, at]) => [name, openings.share(at)]);
  return {
    ...state,
    conditions: state.conditions.map(standing),
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
    conditions: event.conditions.map(standing),
    causePosition: event.cause.position,
    opened: (event.status === state.status ? state.opened : null) ?? at,
    openedConditions,
  };
}
