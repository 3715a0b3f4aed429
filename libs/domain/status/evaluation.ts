import { milestoneOf, type Condition, type Milestone, type Profile, type RatioMeasure } from '../profiles/profile.js';
import { communityOn, placeOn } from '../student-year/placement.js';
import type { EnrolmentSpan } from '../student-year/roster.js';
import type { StudentYear } from '../student-year/student-year.state.js';
import { attendanceDays, type AttendanceContext } from './attendance-days.js';
import { attendanceRate, judgeRatio, measureRecords, ResultCode, resultNames, type Measured, type Result } from './measures.js';
import { NOT_ASKED, ratiosOf, recordResults } from './record-results.js';

export const statusNames = ['on-track', 'at-risk', 'insufficient-data', 'off-track'] as const;
/** Worst last here; off-track, insufficient-data, at-risk, on-track from the worst on. */
export type Status = (typeof statusNames)[number];

export interface ConditionOutcome {
  readonly name: string;
  readonly value: number | string | null;
  readonly threshold: number | string;
  readonly result: Result;
  /** Only for attendance: the days behind the rate. */
  readonly present?: number;
  readonly enrolled?: number;
}

/** One student's status as of a day, as `homeroom status` shows it (beside the student's id). */
export interface StatusRow {
  readonly gradeLevel: EnrolmentSpan['gradeLevel'];
  readonly schoolId: string;
  readonly communityId: string | null;
  readonly milestone: string | null;
  readonly status: Status;
  readonly conditions: readonly ConditionOutcome[];
}

/** What an evaluation looks at, beside the student's own year. */
export interface EvaluationContext extends AttendanceContext {
  readonly profile: Profile;
}

/** Results of a milestone's conditions as codes, in its order: two of them are equal when nothing has changed that matters. */
export interface Assessment {
  readonly place: EnrolmentSpan;
  readonly milestone: Milestone | null;
  readonly results: readonly number[];
}

/** Evaluates as of a day. null: no enrolment of the year has begun by then, so there is no row. */
export function assess(state: StudentYear, context: EvaluationContext): Assessment | null {
  const place = placeOn(state, context.asOf);
  if (place === null) return null;
  const milestone = milestoneOf(context.profile, place.gradeLevel);
  if (milestone === null) return { place, milestone, results: [] };
  return { place, milestone, results: resultsOf(state, milestone, context) };
}

/** The status that results come to: any fail, else any missing data, else any caution. Where nothing is asked for nothing is known. */
export function statusOf(results: readonly number[]): Status {
  const worst = Math.max(NOT_ASKED, ...results);
  return worst === NOT_ASKED ? 'insufficient-data' : (statusNames[worst] ?? 'off-track');
}

/** The full row of an evaluation. */
export function statusRow(state: StudentYear, context: EvaluationContext): StatusRow | null {
  const assessment = assess(state, context);
  if (assessment === null) return null;
  const { place, milestone, results } = assessment;
  const conditions = (milestone?.conditions ?? []).flatMap((condition, index) => {
    const result = results[index];
    return result === undefined || result === NOT_ASKED ? [] : [outcome(condition, result, state, context)];
  });
  return {
    gradeLevel: place.gradeLevel,
    schoolId: place.schoolId,
    communityId: communityOn(state, context.asOf),
    milestone: milestone?.name ?? null,
    status: statusOf(results),
    // A copy has no room for more, which a list keeps that has grown.
    conditions: conditions.slice(),
  };
}

function resultsOf(state: StudentYear, milestone: Milestone, context: EvaluationContext): readonly number[] {
  const results = recordResults(state, milestone, context.asOf).results.slice();
  for (const { index, condition, measure } of ratiosOf(milestone)) {
    if (results[index] !== NOT_ASKED) results[index] = judgeAttendance(condition, measure, state, context);
  }
  return results;
}

/** The result of a condition over attendance. */
export function judgeAttendance(condition: Condition, measure: RatioMeasure, state: StudentYear, context: EvaluationContext): number {
  const { present, enrolled } = attendanceDays(measure, state, context);
  if (enrolled < Math.max(measure.minimum, 1)) return ResultCode['insufficient-data'];
  return judgeRatio(condition, 100 * present, enrolled);
}

function outcome(condition: Condition, result: number, state: StudentYear, context: EvaluationContext): ConditionOutcome {
  const base = { name: condition.name, threshold: condition.passes.value, result: resultNames[result] ?? 'fail' };
  if (condition.measure.aggregate === 'ratio') {
    const { present, enrolled } = attendanceDays(condition.measure, state, context);
    return { ...base, value: attendanceRate(present, enrolled), present, enrolled };
  }
  const measured: Measured | null = measureRecords(condition.measure, state, context.asOf);
  return { ...base, value: measured?.shown ?? null };
}
