import type { Condition, Measure, Milestone, RatioMeasure } from '../profiles/profile.js';
import { ENDLESS, recordKind, type ChangedRecords, type KeptResults } from '../student-year/kept-results.js';
import type { StudentYear } from '../student-year/student-year.state.js';
import { dayIndex } from '../time/school-date.js';
import { judge, measureRecords, ResultCode } from './measures.js';

/** A condition that is not asked for: it is not due yet, or no benchmark test is given that it is about. */
export const NOT_ASKED = -1;

/**
 * Results of a milestone's conditions as of a day, kept from one evaluation to the next: those over attendance are left as passed,
 * to be judged by whoever asks. After a change of marks, incidents or assessments only the conditions that look at such are judged again; all of
 * them are when the as-of day passes a date on which something comes in.
 */
export function recordResults(state: StudentYear, milestone: Milestone, asOf: number): KeptResults {
  const { results: kept, changed } = state.derived;
  if (kept === null || kept.milestone !== milestone || !holdsOn(kept, asOf)) return judgeAll(state, milestone, asOf);
  return changed.kinds === 0 ? kept : judgeChanged(state, kept, asOf);
}

/** Changes on both sides of the as-of day may have others between them: then it is not known from when on the results hold. */
function judgeChanged(state: StudentYear, kept: KeptResults, asOf: number): KeptResults {
  const { milestone, results } = kept;
  const { changed } = state.derived;
  if (changed.earliest <= asOf && asOf < changed.latest) return judgeAll(state, milestone, asOf);
  for (const day of [changed.earliest, changed.latest]) narrow(kept, day, asOf);
  for (const [index, condition] of milestone.conditions.entries()) {
    if (looksAt(condition.measure, changed)) results[index] = judgeOne(condition, state, asOf);
  }
  changed.kinds = 0;
  return kept;
}

/** A condition over attendance with its place among those of its milestone. */
export interface RatioCondition {
  readonly index: number;
  readonly condition: Condition;
  readonly measure: RatioMeasure;
}

const ratioConditions = new WeakMap<Milestone, readonly RatioCondition[]>();

/** The conditions of a milestone over attendance, whether they are due or not. */
export function ratiosOf(milestone: Milestone): readonly RatioCondition[] {
  let ratios = ratioConditions.get(milestone);
  if (ratios === undefined) {
    ratios = milestone.conditions.flatMap((condition, index) => {
      const { measure } = condition;
      return measure.aggregate === 'ratio' ? [{ index, condition, measure }] : [];
    });
    ratioConditions.set(milestone, ratios);
  }
  return ratios;
}

function judgeAll(state: StudentYear, milestone: Milestone, asOf: number): KeptResults {
  const { from, until } = holdsFor(state, milestone, asOf);
  const results = milestone.conditions.map((condition) => judgeOne(condition, state, asOf));
  state.derived.changed.kinds = 0;
  return (state.derived.results = { milestone, from, until, results });
}

function judgeOne(condition: Condition, state: StudentYear, asOf: number): number {
  const { measure, due } = condition;
  if (due !== undefined && dayIndex(dueDate(due, state.year), state.year) > asOf) return NOT_ASKED;
  if (measure.aggregate === 'ratio') return ResultCode.pass;
  const measured = measureRecords(measure, state, asOf);
  return measured === null && measure.of === 'assessments' ? NOT_ASKED : judge(condition, measured);
}

function looksAt(measure: Measure, { kinds }: ChangedRecords): boolean {
  switch (measure.of) {
    case 'present-days':
      return false;
    case 'incidents':
      return (kinds & recordKind.incidents) !== 0;
    case 'assessments':
      return (kinds & recordKind.assessments) !== 0;
    case 'marks': {
      const { subjects } = measure.where;
      return subjects === undefined
        ? (kinds & ~(recordKind.incidents | recordKind.assessments)) !== 0
        : subjects.some((subject) => (kinds & recordKind[subject]) !== 0);
    }
  }
}

interface Holding {
  from: number;
  until: number;
}

function holdsOn({ from, until }: Holding, asOf: number): boolean {
  return from <= asOf && asOf < until;
}

/** Lets results that hold on a day hold only on this side of another day. */
function narrow(holding: Holding, day: number, asOf: number): void {
  if (day <= asOf) holding.from = Math.max(holding.from, day);
  else holding.until = Math.min(holding.until, day);
}

/** As-of days on which no other mark, incident, assessment or condition comes in. */
function holdsFor(state: StudentYear, { conditions }: Milestone, asOf: number): Holding {
  if (conditions.some((condition) => 'window' in condition.measure)) return { from: asOf, until: asOf + 1 };
  const holding = { from: -ENDLESS, until: ENDLESS };
  for (const { day } of state.marks) narrow(holding, day, asOf);
  for (const { date } of state.incidents) narrow(holding, dayIndex(date, state.year), asOf);
  if (conditions.some(({ measure }) => measure.of === 'assessments')) {
    for (const { date } of state.assessments) narrow(holding, dayIndex(date, state.year), asOf);
  }
  for (const { due } of conditions) if (due !== undefined) narrow(holding, dayIndex(dueDate(due, state.year), state.year), asOf);
  return holding;
}

function dueDate(monthDay: string, year: number): string {
  return `${monthDay >= '07-01' ? year - 1 : year}-${monthDay}`;
}
