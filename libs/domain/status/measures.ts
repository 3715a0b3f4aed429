import type { StudentFacts } from '../facts/facts.js';
import { isOverYears, type AssessmentFilter, type Bound, type Condition, type MarkFilter, type Measure } from '../profiles/profile.js';
import { assessmentsUpTo, latestAssessments } from '../student-year/assessments.js';
import { baseRank, currentMarks, gradePointTenths, letters, marksPerTerm, type Letter, type Mark } from '../student-year/marks.js';
import type { EarlierYear, StudentYear } from '../student-year/student-year.state.js';
import { dayIndex } from '../time/school-date.js';

/** Worst last, so that the larger of two results is the worse one. */
export const resultNames = ['pass', 'caution', 'insufficient-data', 'fail'] as const;
export type Result = (typeof resultNames)[number];
export const ResultCode = { pass: 0, caution: 1, 'insufficient-data': 2, fail: 3 } as const;

/** A measured value as an exact ratio (numerator over denominator), with how it is shown. */
export interface Measured {
  readonly numerator: number;
  readonly denominator: number;
  readonly shown: number | string | null;
}

/** Credits are compared exactly to six decimals. */
const SCALE = 1_000_000;

type RecordMeasure = Exclude<Measure, { aggregate: 'ratio' }>;

/** Measures marks, incidents or assessments as of a day; null where nothing is there to measure. */
export function measureRecords(measure: RecordMeasure, state: StudentYear, asOf: number): Measured | null {
  switch (measure.aggregate) {
    case 'count':
      return counted(measure, state, asOf);
    case 'min':
      return measure.value === 'letter' ? lowestLetter(measure.where, state, asOf) : lowestPercent(measure.where, state, asOf);
    case 'mean':
      return gradePointAverage(measure.where, state, asOf);
    case 'sum':
      return creditsEarned(measure, state, asOf);
  }
}

/** Incidents up to a day that the measure counts. */
export function matchingIncidents(
  measure: Extract<Measure, { of: 'incidents' }>,
  state: StudentYear,
  asOf: number,
): StudentFacts['behavior-recorded'][] {
  const { actions, categories } = measure.where;
  const first = measure.window === undefined ? 0 : asOf - measure.window.lastDays + 1;
  return state.incidents.filter((incident) => {
    const day = dayIndex(incident.date, state.year);
    if (day > asOf || day < first) return false;
    if (categories !== undefined && !categories.includes(incident.category)) return false;
    return actions === undefined || incident.actions.some((action) => actions.includes(action.kind));
  });
}

/** One mark per course and mark date up to a day, of the marks with a letter that the filter lets through. */
export function termMarks(where: MarkFilter, state: StudentYear, asOf: number): Mark[] {
  return marksPerTerm(state.marks, (mark) => countsBy(mark, where, asOf) && isOfSubject(mark, where));
}

/** The same of a whole school year before, which lends only marks with a letter. */
export function earlierTermMarks(where: MarkFilter, { marks }: EarlierYear): Mark[] {
  return marksPerTerm(marks, (mark) => isOfKind(mark, where) && isOfSubject(mark, where));
}

/** The current mark of every course as of a day: which mark is current does not depend on the subjects that are asked for. */
export function currentMarksOf(where: MarkFilter, state: StudentYear, asOf: number): Mark[] {
  return currentMarks(state.marks, (mark) => countsBy(mark, where, asOf)).filter((mark) => isOfSubject(mark, where));
}

function countsBy(mark: Mark, where: MarkFilter, asOf: number): boolean {
  return mark.letter !== null && mark.day <= asOf && isOfKind(mark, where);
}

function isOfKind(mark: Mark, { final, summer }: MarkFilter): boolean {
  return (final === undefined || final === mark.final) && (summer === undefined || summer === mark.summer);
}

function isOfSubject(mark: Mark, where: MarkFilter): boolean {
  return where.subjects === undefined || where.subjects.includes(mark.subject);
}

function counted(measure: Extract<Measure, { aggregate: 'count' }>, state: StudentYear, asOf: number): Measured | null {
  switch (measure.of) {
    case 'incidents':
      return countIncidents(measure, state, asOf);
    case 'assessments':
      return countAssessments(measure.where, state, asOf);
    case 'marks':
      return countMarks(measure.where, state, asOf);
  }
}

function countAssessments({ subjects, benchmarkMet }: AssessmentFilter, state: StudentYear, asOf: number): Measured | null {
  const latest = latestAssessments(assessmentsUpTo(state, asOf, subjects));
  if (latest.length === 0) return null;
  const count = latest.filter((assessment) => assessment.benchmarkMet === benchmarkMet).length;
  return { numerator: count, denominator: 1, shown: count };
}

function countIncidents(measure: Extract<Measure, { of: 'incidents' }>, state: StudentYear, asOf: number): Measured {
  const count = matchingIncidents(measure, state, asOf).length;
  return { numerator: count, denominator: 1, shown: count };
}

function countMarks(where: MarkFilter & { readonly letters: readonly Letter[] }, state: StudentYear, asOf: number): Measured | null {
  const marks = termMarks(where, state, asOf);
  if (marks.length === 0) return null;
  const count = marks.filter((mark) => mark.letter !== null && where.letters.includes(mark.letter)).length;
  return { numerator: count, denominator: 1, shown: count };
}

function lowestLetter(where: MarkFilter, state: StudentYear, asOf: number): Measured | null {
  const ranks = currentMarksOf(where, state, asOf).map((mark) => mark.rank);
  const lowest = letters[Math.max(...ranks)];
  return lowest === undefined ? null : { numerator: -baseRank(lowest), denominator: 1, shown: lowest };
}

function lowestPercent(where: MarkFilter, state: StudentYear, asOf: number): Measured | null {
  const percents = currentMarksOf(where, state, asOf).flatMap((mark) => mark.percent ?? []);
  if (percents.length === 0) return null;
  const lowest = Math.min(...percents);
  return { numerator: lowest, denominator: 1, shown: lowest };
}

function gradePointAverage(where: MarkFilter, state: StudentYear, asOf: number): Measured | null {
  let points = 0;
  let credits = 0;
  for (const mark of currentMarksOf(where, state, asOf)) {
    if (mark.letter === null) continue;
    const weight = Math.round((mark.creditsAttempted ?? 1) * SCALE);
    points += gradePointTenths[mark.letter] * weight;
    credits += weight;
  }
  if (credits === 0) return null;
  return { numerator: points, denominator: credits * 10, shown: roundedRatio(points, credits * 10) };
}

function creditsEarned(measure: Extract<Measure, { aggregate: 'sum' }>, state: StudentYear, asOf: number): Measured | null {
  const earlier = isOverYears(measure) ? (state.earlier ?? []) : [];
  const marks = [...earlier.flatMap((year) => earlierTermMarks(measure.where, year)), ...termMarks(measure.where, state, asOf)];
  if (marks.length === 0) return null;
  const sum = marks.reduce((total, mark) => total + Math.round((mark.creditsEarned ?? 0) * SCALE), 0);
  return { numerator: sum, denominator: SCALE, shown: roundedRatio(sum, SCALE) };
}

/** Percent of days present, to two decimals as shown; null without a day. */
export function attendanceRate(present: number, enrolled: number): number | null {
  return enrolled === 0 ? null : roundedRatio(100 * present, enrolled);
}

/** Two decimals, for showing only. */
function roundedRatio(numerator: number, denominator: number): number {
  return Math.round((100 * numerator) / denominator) / 100;
}

/** The result of a condition for a measured value. */
export function judge(condition: Condition, measured: Measured | null): number {
  return measured === null ? ResultCode['insufficient-data'] : judgeRatio(condition, measured.numerator, measured.denominator);
}

/** The result of a condition for a value given as an exact ratio. */
export function judgeRatio(condition: Condition, numerator: number, denominator: number): number {
  if (!meets(condition.passes, numerator, denominator)) return ResultCode.fail;
  return condition.clear === undefined || meets(condition.clear, numerator, denominator) ? ResultCode.pass : ResultCode.caution;
}

/** Compares plain values as they are, ratios by cross-multiplication in whole numbers: a bound has at most two decimals. */
export function meets(bound: Bound, numerator: number, denominator: number): boolean {
  const value = typeof bound.value === 'number' ? bound.value : -baseRank(bound.value);
  const isRatio = denominator !== 1;
  const left = isRatio ? numerator * 100 : numerator;
  const right = isRatio ? Math.round(value * 100) * denominator : value;
  if (left === right) return bound.inclusive;
  return bound.comparison === 'at-least' ? left > right : left < right;
}
