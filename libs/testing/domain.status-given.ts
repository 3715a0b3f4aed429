import { expect } from '@jest/globals';
import {
  decideStatus,
  evolveStatus,
  nothingRecorded,
  resultNames,
  statusNames,
  type ConditionOutcome,
  type Opening,
  type RecordStatus,
  type Result,
  type StatusChanged,
  type StatusRow,
} from '#libs/domain';

/** A row whose conditions are named by what they are: `{ attendance: 'fail' }`. */
export function rowWith(results: Record<string, Result>, milestone = 'grade-6'): StatusRow {
  const conditions = Object.entries(results).map(([name, result]): ConditionOutcome => ({ name, value: 1, threshold: 2, result }));
  const worst = Math.max(...conditions.map(({ result }) => resultNames.indexOf(result)));
  const status = conditions.length === 0 ? 'insufficient-data' : (statusNames[worst] ?? 'off-track');
  return { gradeLevel: '06', schoolId: 'north', communityId: 'harbor', milestone, status, conditions };
}

export const statusRules: Omit<Opening, 'asOf'> = { profile: 'p', profileVersion: '1' };
export const otherStatusRules: Omit<Opening, 'asOf'> = { profile: 'p', profileVersion: '2' };

export interface StatusWhen {
  readonly row: StatusRow;
  readonly asOf?: string;
  readonly rules?: Omit<Opening, 'asOf'>;
  readonly position?: number;
  readonly dayTick?: boolean;
  readonly silent?: boolean;
  /** What today's facts come to at an earlier opening. */
  readonly atOpening?: (opening: Opening) => StatusRow | null;
}

function command(when: StatusWhen): RecordStatus {
  const { asOf = '2025-10-10', position = 10 } = when;
  return {
    row: when.row,
    at: { asOf, ...(when.rules ?? statusRules) },
    cause: { id: `event-${position}`, position, type: 'attendance-recorded.v1' },
    dayTick: when.dayTick ?? false,
    silent: when.silent ?? false,
    inclusive: (name) => name !== 'gpa',
    evaluateAt: when.atOpening ?? ((): never => expect('an earlier day').toBe('not asked for') as never),
  };
}

/** Recorded changes, and what is decided after them. */
export const givenStatus = (...events: StatusChanged[]) => ({
  when: (when: StatusWhen): readonly StatusChanged[] => decideStatus(events.reduce(evolveStatus, nothingRecorded), command(when)),
});

/** A status as it was recorded at a day and position. */
export function recordedStatus(results: Record<string, Result>, asOf = '2025-10-01', position = 1, milestone = 'grade-6'): StatusChanged {
  const { status, conditions, ...place } = rowWith(results, milestone);
  const cause = { id: `event-${position}`, position, type: 'grade-posted.v1' };
  return {
    ...place,
    status,
    previous: null,
    conditions: conditions.map((condition) => ({ ...condition, inclusive: true })),
    asOf,
    ...statusRules,
    cause,
  };
}

export const stillFailingThere = (): StatusRow => rowWith({ attendance: 'fail', ela: 'fail' });
export const fineThere = (): StatusRow => rowWith({ attendance: 'pass', ela: 'pass' });
