import type { Milestone } from '../profiles/profile.js';
import type { ResultCache } from '../student-year/kept-results.js';
import type { StudentYear } from '../student-year/student-year.state.js';
import { dayIndex } from '../time/school-date.js';
import { judge, measureRecords, ResultCode } from './measures.js';

/** A condition that is not asked for yet. */
export const NOT_DUE = -1;

/** Made again when a mark or an incident changed or the as-of day passes another date that matters. */
export function cachedResults(state: StudentYear, milestone: Milestone, asOf: number): ResultCache {
  const { cache, recordsVersion } = state.derived;
  if (cache?.milestone === milestone && cache.recordsVersion === recordsVersion && cache.from <= asOf && asOf < cache.until) {
    return cache;
  }
  const { from, until } = holdsFor(state, milestone, asOf);
  const results = milestone.conditions.map((condition) => {
    if (condition.due !== undefined && dayIndex(dueDate(condition.due, state.year), state.year) > asOf) return NOT_DUE;
    return condition.measure.aggregate === 'ratio' ? ResultCode.pass : judge(condition, measureRecords(condition.measure, state, asOf));
  });
  const fresh: ResultCache = {
    milestone,
    recordsVersion,
    from,
    until,
    results,
    ratios: milestone.conditions.flatMap((condition, index) => {
      const { measure } = condition;
      return measure.aggregate === 'ratio' && results[index] !== NOT_DUE ? [{ index, condition, measure }] : [];
    }),
  };
  state.derived.cache = fresh;
  return fresh;
}

/** As-of days on which no other mark, incident or condition comes in. */
function holdsFor(state: StudentYear, { conditions }: Milestone, asOf: number): { readonly from: number; readonly until: number } {
  if (conditions.some((condition) => 'window' in condition.measure)) return { from: asOf, until: asOf + 1 };
  let from = -Infinity;
  let until = Infinity;
  const consider = (day: number): void => {
    if (day <= asOf) from = Math.max(from, day);
    else until = Math.min(until, day);
  };
  for (const { day } of state.marks.values()) consider(day);
  for (const { date } of state.incidents.values()) consider(dayIndex(date, state.year));
  for (const { due } of conditions) if (due !== undefined) consider(dayIndex(dueDate(due, state.year), state.year));
  return { from, until };
}

function dueDate(monthDay: string, year: number): string {
  return `${monthDay >= '07-01' ? year - 1 : year}-${monthDay}`;
}
