import { milestoneOf, type Condition, type Milestone, type Profile } from '../profiles/profile.js';
import {
  countAttendance,
  countDay,
  DayCount,
  sectionsOfDay,
  type AttendanceCount,
  type Schools,
} from '../student-year/attendance-count.js';
import { enrolmentSpans, membershipSpans } from '../student-year/spans.js';
import type { EnrolmentSpan, ResultCache, StudentYear } from '../student-year/student-year.state.js';
import { dateAt, dayIndex } from '../time/school-date.js';
import { attendanceRate, judge, measureRecords, ResultCode, resultNames, type Measured, type Result } from './measures.js';

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
export interface EvaluationContext {
  readonly schools: Schools;
  readonly profile: Profile;
  /** Day index from July 1. */
  readonly asOf: number;
  /** Leave a day out that is known only by section records and not decided yet. */
  readonly withoutUndecidedDay?: boolean;
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

/** The status that results come to: any fail, else any missing data, else any caution. Without a milestone nothing is known. */
export function statusOf(results: readonly number[]): Status {
  if (results.length === 0) return 'insufficient-data';
  let worst = 0;
  for (const result of results) if (result > worst) worst = result;
  return statusNames[worst] ?? 'off-track';
}

/** The full row of an evaluation. */
export function statusRow(state: StudentYear, context: EvaluationContext): StatusRow | null {
  const assessment = assess(state, context);
  if (assessment === null) return null;
  const { place, milestone, results } = assessment;
  return {
    gradeLevel: place.gradeLevel,
    schoolId: place.schoolId,
    communityId: communityOn(state, context.asOf),
    milestone: milestone?.name ?? null,
    status: statusOf(results),
    conditions: (milestone?.conditions ?? []).flatMap((condition, index) => {
      const result = results[index];
      return result === undefined || result === NOT_DUE ? [] : [outcome(condition, result, state, context)];
    }),
  };
}

/** A condition that is not asked for yet. */
const NOT_DUE = -1;

function resultsOf(state: StudentYear, milestone: Milestone, context: EvaluationContext): readonly number[] {
  const cached = cachedResults(state, milestone, context.asOf).results;
  const results = cached.slice();
  milestone.conditions.forEach((condition, index) => {
    if (condition.measure.aggregate === 'ratio' && cached[index] !== NOT_DUE) {
      results[index] = judgeAttendance(condition, state, context);
    }
  });
  return results;
}

function judgeAttendance(condition: Condition, state: StudentYear, context: EvaluationContext): number {
  const { measure } = condition;
  if (measure.aggregate !== 'ratio') return NOT_DUE;
  const days = countedDays(measure.window?.lastDays, state, context);
  const enrolled = days.present + days.absent;
  if (enrolled < Math.max(measure.minimum, 1)) return ResultCode['insufficient-data'];
  return judge(condition, attendanceRate(effectivePresent(days, measure.tardiesPerAbsence), enrolled));
}

function effectivePresent(days: AttendanceCount, tardiesPerAbsence: number | undefined): number {
  return tardiesPerAbsence === undefined ? days.present : days.present - Math.floor(days.tardy / tardiesPerAbsence);
}

function countedDays(lastDays: number | undefined, state: StudentYear, context: EvaluationContext): AttendanceCount {
  const { asOf, schools } = context;
  let days = lastDays === undefined ? countAttendance(state, schools, asOf) : countRange(state, schools, [asOf - lastDays + 1, asOf]);
  if (context.withoutUndecidedDay === true && isUndecided(state, asOf)) {
    days = less(days, countDay(state, schools, asOf));
  }
  return days;
}

function countRange(state: StudentYear, schools: Schools, [first, last]: readonly [number, number]): AttendanceCount {
  const total = { present: 0, absent: 0, tardy: 0 };
  for (let day = Math.max(first, 0); day <= last; day++) {
    const as = countDay(state, schools, day);
    if (as === DayCount.absent) total.absent += 1;
    else if (as !== DayCount.none) total.present += 1;
    if (as === DayCount.tardy) total.tardy += 1;
  }
  return total;
}

function less(days: AttendanceCount, as: number): AttendanceCount {
  return {
    present: days.present - Number(as === DayCount.present || as === DayCount.tardy),
    absent: days.absent - Number(as === DayCount.absent),
    tardy: days.tardy - Number(as === DayCount.tardy),
  };
}

/**
 * A day known only by section records is decided while it lasts once half of the sections that the student is known to attend
 * are missed; before that, more records may come.
 */
export function isUndecided(state: StudentYear, day: number): boolean {
  if (state.sections.size === 0 || (state.days[day] ?? 0) !== 0) return false;
  const { recorded, missed, known, attended } = sectionsOfDay(state, day);
  return recorded > 0 && !(known > 0 && 2 * missed >= attended);
}

/** Results of the conditions over marks and incidents; made again when one of those changed or the as-of day passes another. */
function cachedResults(state: StudentYear, milestone: Milestone, asOf: number): ResultCache {
  const { cache, recordsVersion } = state.derived;
  if (cache?.milestone === milestone && cache.recordsVersion === recordsVersion && cache.from <= asOf && asOf < cache.until) {
    return cache;
  }
  const dates = [...state.marks.values(), ...state.incidents.values()].map(({ date }) => date);
  const due = milestone.conditions.flatMap((condition) => (condition.due === undefined ? [] : dueDate(condition.due, state.year)));
  const days = [...dates, ...due].map((date) => dayIndex(date, state.year));
  const windowed = milestone.conditions.some((condition) => 'window' in condition.measure);
  const fresh: ResultCache = {
    milestone,
    recordsVersion,
    from: windowed ? asOf : Math.max(-Infinity, ...days.filter((day) => day <= asOf)),
    until: windowed ? asOf + 1 : Math.min(Infinity, ...days.filter((day) => day > asOf)),
    results: milestone.conditions.map((condition) => {
      if (condition.due !== undefined && dayIndex(dueDate(condition.due, state.year), state.year) > asOf) return NOT_DUE;
      return condition.measure.aggregate === 'ratio' ? ResultCode.pass : judge(condition, measureRecords(condition.measure, state, asOf));
    }),
  };
  state.derived.cache = fresh;
  return fresh;
}

function dueDate(monthDay: string, year: number): string {
  return `${monthDay >= '07-01' ? year - 1 : year}-${monthDay}`;
}

function outcome(condition: Condition, result: number, state: StudentYear, context: EvaluationContext): ConditionOutcome {
  const base = { name: condition.name, threshold: condition.passes.value, result: resultNames[result] ?? 'fail' };
  if (condition.measure.aggregate === 'ratio') {
    const days = countedDays(condition.measure.window?.lastDays, state, context);
    const enrolled = days.present + days.absent;
    const present = effectivePresent(days, condition.measure.tardiesPerAbsence);
    return { ...base, value: attendanceRate(present, enrolled).shown, present, enrolled };
  }
  const measured: Measured | null = measureRecords(condition.measure, state, context.asOf);
  return { ...base, value: measured?.shown ?? null };
}

/**
 * School and grade on a day: of the enrolment that runs, or else of the last that ended; among several the latest entry,
 * then the smallest school id (school and entry day are the enrolment's key). null before any enrolment has begun.
 */
export function placeOn(state: StudentYear, asOf: number): EnrolmentSpan | null {
  let best: EnrolmentSpan | null = null;
  for (const span of enrolmentSpans(state)) {
    if (span.from <= asOf && (best === null || standsBefore(span, best, asOf))) best = span;
  }
  return best;
}

function standsBefore(a: EnrolmentSpan, b: EnrolmentSpan, asOf: number): boolean {
  const [endA, endB] = [Math.min(a.to, asOf + 1), Math.min(b.to, asOf + 1)];
  if (endA !== endB) return endA > endB;
  if (a.from !== b.from) return a.from > b.from;
  return a.schoolId < b.schoolId;
}

/** The community on a day: of the memberships that run the earliest, then the smallest id. */
export function communityOn(state: StudentYear, asOf: number): string | null {
  let best: { readonly communityId: string; readonly from: number } | null = null;
  for (const span of membershipSpans(state)) {
    if (span.from > asOf || asOf >= span.to) continue;
    if (best === null || span.from < best.from || (span.from === best.from && span.communityId < best.communityId)) best = span;
  }
  return best?.communityId ?? null;
}

/** Whether the student is enrolled anywhere in the district on a day. */
export function isEnrolledOn(state: StudentYear, day: number): boolean {
  return enrolmentSpans(state).some((span) => span.from <= day && day < span.to);
}

/** Dates of attendance records on days the student is not enrolled, in order. */
export function unplacedDates(state: StudentYear): string[] {
  const dates: string[] = [];
  for (let day = 0; day < state.days.length; day++) {
    const recorded = state.days[day] !== 0 || [...state.sections.values()].some((section) => (section.days?.[day] ?? 0) !== 0);
    if (recorded && !isEnrolledOn(state, day)) dates.push(dateAt(day, state.year));
  }
  return dates;
}
