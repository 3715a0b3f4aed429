import type { RatioMeasure } from '../profiles/profile.js';
import type { AttendanceDays } from '../status/attendance-days.js';
import { isUndecided } from '../status/attendance-days.js';
import type { EvaluationContext } from '../status/evaluation.js';
import { countDay, DayCount, dayCode } from '../student-year/attendance-count.js';
import { wholeDayCode } from '../student-year/day-byte.js';
import { isEnrolledOn } from '../student-year/placement.js';
import { sectionCode, sectionsOfDay } from '../student-year/section-days.js';
import { attendanceCode, FIRST_ABSENT_CODE, type StudentYear } from '../student-year/student-year.state.js';
import { dateAt } from '../time/school-date.js';
import { evidenceOf, type Evidence, type Sources } from './evidence.js';

/** The days behind a rate of attendance: `present` of `present + absent.length` counted days, before tardies that make absences. */
export interface CountedDays {
  readonly present: number;
  /** Dates, in order. */
  readonly absent: readonly string[];
  /** Dates among the present ones, in order. */
  readonly tardy: readonly string[];
}

export interface AttendanceExplained {
  readonly days: CountedDays;
  readonly evidence: readonly Evidence[];
}

const statusOfCode = new Map<number, string>(Object.entries(attendanceCode).map(([status, code]) => [code, status]));

/** Every absence on record up to the as-of day, and tardies where they make absences: counted ones, and others with the reason. */
export function explainAttendance(
  measure: RatioMeasure,
  state: StudentYear,
  context: EvaluationContext,
  sources: Sources,
): AttendanceExplained {
  const days = { present: 0, absent: [] as string[], tardy: [] as string[] };
  const evidence: Evidence[] = [];
  const first = measure.window === undefined ? 0 : Math.max(context.asOf - measure.window.lastDays + 1, 0);
  for (let day = first; day <= context.asOf; day++) {
    const leftOut = isLeftOut(state, context, day);
    const as = leftOut ? DayCount.none : countDay(state, context.schools, day);
    enter(days, as, dateAt(day, state.year));
    const isTardyTold = as === DayCount.tardy && measure.tardiesPerAbsence !== undefined;
    if (!isTardyTold && dayCode(state, day) < FIRST_ABSENT_CODE) continue;
    const notCounted = as === DayCount.none ? whyNot(state, day, leftOut) : null;
    evidence.push(...evidenceOfDay(state, day, notCounted, sources));
  }
  return { days, evidence };
}

function enter(days: { present: number; absent: string[]; tardy: string[] }, as: number, date: string): void {
  if (as === DayCount.absent) days.absent.push(date);
  else if (as !== DayCount.none) days.present += 1;
  if (as === DayCount.tardy) days.tardy.push(date);
}

function isLeftOut(state: StudentYear, context: EvaluationContext, day: number): boolean {
  return context.withoutUndecidedDay === true && day === context.asOf && isUndecided(state, day);
}

function whyNot(state: StudentYear, day: number, leftOut: boolean): string {
  if (leftOut) return 'the day is not decided yet';
  return isEnrolledOn(state, day) ? 'no school day that counts' : 'not enrolled';
}

function evidenceOfDay(state: StudentYear, day: number, notCounted: string | null, sources: Sources): Evidence[] {
  const date = dateAt(day, state.year);
  const counts = notCounted === null;
  const suffix = counts ? '' : `, not counted: ${notCounted}`;
  const whole = wholeDayCode(state, day);
  if (whole !== 0) return evidenceOf(sources.attendance(date), { date, what: `${words(whole)}, whole day${suffix}`, counts });
  const { missed, attended } = sectionsOfDay(state, day);
  return state.sections.flatMap(({ sectionId }, place) => {
    const code = sectionCode(state, place, day);
    const what = `${words(code)}, section ${sectionId} (${missed} of ${attended} sections missed)${suffix}`;
    return evidenceOf(sources.attendance(date, sectionId), { date, what, counts: counts && code >= FIRST_ABSENT_CODE });
  });
}

function words(code: number): string {
  return statusOfCode.get(code) ?? 'unknown';
}

/** What is missing before the rate is judged, in words; null where it is judged. */
export function missingDays(condition: string, measure: RatioMeasure, { enrolled }: AttendanceDays): string | null {
  const minimum = Math.max(measure.minimum, 1);
  return enrolled >= minimum ? null : `${enrolled} of the ${minimum} counted days that ${condition} needs`;
}
