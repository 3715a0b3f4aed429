import { enrolmentSpans, membershipSpans, sectionSpans } from '../student-year/spans.js';
import type { StudentYear } from '../student-year/student-year.state.js';
import { dayIndex, DAYS_IN_SCHOOL_YEAR } from '../time/school-date.js';
import type { EvaluationContext } from './evaluation.js';

/**
 * The first day after the as-of day on which an evaluation may come out differently though no fact is added: something known
 * already is dated that day. Infinity where nothing is. So a new school day costs nothing for nearly every student.
 */
export function nextChange(state: StudentYear, context: EvaluationContext): number {
  let next = state.derived.cache?.until ?? Infinity;
  const consider = (day: number): void => {
    if (day > context.asOf && day < next) next = day;
  };
  for (const span of [...enrolmentSpans(state), ...membershipSpans(state)]) {
    consider(span.from);
    consider(span.to);
  }
  for (const section of state.sections.values()) {
    for (const span of sectionSpans(section, state.year)) {
      consider(span.from);
      consider(span.to);
    }
    consider(firstSet(section.days, context.asOf));
  }
  for (const record of [...state.marks.values(), ...state.incidents.values()]) consider(dayIndex(record.date, state.year));
  for (const { schoolId } of enrolmentSpans(state)) consider(firstSet(context.schools.get(schoolId)?.submitted ?? null, context.asOf));
  consider(firstSet(state.days, context.asOf));
  return next;
}

function firstSet(days: Uint8Array | null, asOf: number): number {
  if (days === null) return Infinity;
  for (let day = asOf + 1; day < DAYS_IN_SCHOOL_YEAR; day++) if (days[day] !== 0) return day;
  return Infinity;
}
