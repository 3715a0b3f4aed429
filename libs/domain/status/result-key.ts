import { milestoneOf } from '../profiles/profile.js';
import { countAttendance } from '../student-year/attendance-count.js';
import { ENDLESS, type KeptKey, type KeptResults } from '../student-year/kept-results.js';
import { placeOn } from '../student-year/placement.js';
import { enrolmentSpans } from '../student-year/spans.js';
import type { StudentYear } from '../student-year/student-year.state.js';
import { attendanceRoom } from './attendance-room.js';
import { judgeAttendance, statusOf, type EvaluationContext, type Status } from './evaluation.js';
import { NOT_ASKED, ratiosOf, recordResults } from './record-results.js';

/** Room for one condition's result in a key: not asked and the four results. */
const KEY_BASE = 5;

/**
 * One number for the results of a student's conditions: while milestone and number stay the same, no result has changed.
 * -1 where there is no row, 0 where the grade has no milestone. The fast way to look at a student after every event:
 * most days leave every result where it was, and that is known from the counts alone.
 */
export function resultKey(state: StudentYear, context: EvaluationContext): number {
  const { present, absent } = countAttendance(state, context.schools, context.asOf);
  const { key: kept } = state.derived;
  const holds = kept !== null && isFor(kept, context) && hasRoom(kept, present, absent);
  return holds ? kept.key : freshKey(state, context);
}

function isFor(kept: KeptKey, context: EvaluationContext): boolean {
  return context.withoutUndecidedDay !== true && kept.profile === context.profile && kept.from <= context.asOf && context.asOf < kept.until;
}

function hasRoom(kept: KeptKey, present: number, absent: number): boolean {
  return kept.fewestPresent <= present && present <= kept.mostPresent && kept.fewestAbsent <= absent && absent <= kept.mostAbsent;
}

/** The status of a key of `resultKey`; null for -1. */
export function statusOfKey(key: number): Status | null {
  if (key < 0) return null;
  let worst = NOT_ASKED;
  for (let rest = key; rest > 1; rest = Math.floor(rest / KEY_BASE)) worst = Math.max(worst, (rest % KEY_BASE) - 1);
  return statusOf([worst]);
}

function freshKey(state: StudentYear, context: EvaluationContext): number {
  const place = placeOn(state, context.asOf);
  const milestone = place === null ? null : milestoneOf(context.profile, place.gradeLevel);
  if (place === null) return -1;
  if (milestone === null) return 0;
  const records = recordResults(state, milestone, context.asOf);
  const key = keyOf(state, records, context);
  if (context.withoutUndecidedDay === true) return key;
  const { present, absent } = state.derived;
  const room = attendanceRoom(ratiosOf(milestone), present, present + absent);
  const { from, until } = holdsFor(state, records, context.asOf);
  state.derived.key = {
    key,
    profile: context.profile,
    from,
    until,
    fewestPresent: present,
    mostPresent: Math.min(present + room.present, ENDLESS),
    fewestAbsent: absent,
    mostAbsent: Math.min(absent + room.absent, ENDLESS),
  };
  return key;
}

function keyOf(state: StudentYear, { milestone, results }: KeptResults, context: EvaluationContext): number {
  const ratios = ratiosOf(milestone);
  let key = 1;
  let ratio = 0;
  for (let index = 0; index < results.length; index++) {
    let result = results[index] ?? NOT_ASKED;
    const next = ratios[ratio];
    if (next?.index === index) {
      if (result !== NOT_ASKED) result = judgeAttendance(next.condition, next.measure, state, context);
      ratio += 1;
    }
    key = key * KEY_BASE + result + 1;
  }
  return key;
}

/** As-of days on which school, grade, marks and incidents are the same. */
function holdsFor(state: StudentYear, records: KeptResults, asOf: number): { readonly from: number; readonly until: number } {
  let { from, until } = records;
  for (const span of enrolmentSpans(state)) {
    for (const day of [span.from, span.to]) {
      if (day <= asOf) from = Math.max(from, day);
      else until = Math.min(until, day);
    }
  }
  return { from, until };
}
