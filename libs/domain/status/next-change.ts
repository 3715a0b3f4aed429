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
  let next = Infinity;
  const consider = (day: number): void => {
    if (day > context.asOf && day < next) next = day;
  };
  const until = state.derived.results?.until ?? ENDLESS;
  if (until < ENDLESS) consider(until);
  const sections = state.sections.flatMap(({ spans }) => spans);
  for (const span of [...enrolmentSpans(state), ...membershipSpans(state), ...sections]) {
    consider(span.from);
    consider(span.to);
  }
  for (const { day } of state.marks) consider(day);
  for (const { date } of [...state.incidents, ...state.assessments]) consider(dayIndex(date, state.year));
  return hasLaterAttendance(state, context) ? context.asOf + 1 : next;
}

/** Whether a day after the as-of day is recorded or submitted already. */
function hasLaterAttendance(state: StudentYear, { schools, asOf }: EvaluationContext): boolean {
  if (state.derived.latestRecord > asOf) return true;
  return enrolmentSpans(state).some(({ schoolId }) => (schools.get(schoolId)?.latestSubmitted ?? -1) > asOf);
}
