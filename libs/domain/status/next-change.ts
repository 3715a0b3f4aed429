import { enrolmentSpans, membershipSpans } from '../student-year/spans.js';
import { ENDLESS } from '../student-year/kept-results.js';
import type { StudentYear } from '../student-year/student-year.state.js';
import { dayIndex } from '../time/school-date.js';
import type { EvaluationContext } from './evaluation.js';

/**
 * The first day after the as-of day on which an evaluation may come out differently though no fact is added, for something
 * known already is dated that day or later. Infinity where nothing is. So a new school day costs nothing for nearly every student.
 */
export function nextChange(state: StudentYear, context: EvaluationContext): number {
  if (hasLaterAttendance(state, context)) return context.asOf + 1;
  const { asOf } = context;
  const { year, sections, marks, incidents, assessments } = state;
  const until = state.derived.results?.until ?? ENDLESS;
  let next = until < ENDLESS ? sooner(until, Infinity, asOf) : Infinity;
  next = nextEdge(enrolmentSpans(state), next, asOf);
  next = nextEdge(membershipSpans(state), next, asOf);
  for (const { spans } of sections) next = nextEdge(spans, next, asOf);
  for (const { day } of marks) next = sooner(day, next, asOf);
  for (const { date } of incidents) next = sooner(dayIndex(date, year), next, asOf);
  for (const { date } of assessments) next = sooner(dayIndex(date, year), next, asOf);
  return next;
}

/** The first day after the as-of day on which one of the spans begins or ends, where it is before `next`. */
function nextEdge(spans: readonly { readonly from: number; readonly to: number }[], next: number, asOf: number): number {
  for (const { from, to } of spans) next = sooner(to, sooner(from, next, asOf), asOf);
  return next;
}

function sooner(day: number, next: number, asOf: number): number {
  return day > asOf && day < next ? day : next;
}

/** Whether a day after the as-of day is recorded or submitted already. */
function hasLaterAttendance(state: StudentYear, { schools, asOf }: EvaluationContext): boolean {
  if (state.derived.latestRecord > asOf) return true;
  return enrolmentSpans(state).some(({ schoolId }) => (schools.get(schoolId)?.latestSubmitted ?? -1) > asOf);
}
