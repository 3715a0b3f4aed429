import { milestoneOf } from '../profiles/profile.js';
import { countAttendance } from '../student-year/attendance-count.js';
import type { KeyCache, ResultCache } from '../student-year/kept-results.js';
import { placeOn } from '../student-year/placement.js';
import { enrolmentSpans } from '../student-year/spans.js';
import type { StudentYear } from '../student-year/student-year.state.js';
import { attendanceRoom } from './attendance-room.js';
import { judgeAttendance, statusOf, type EvaluationContext, type Status } from './evaluation.js';
import { cachedResults, NOT_DUE } from './record-results.js';

/** Room for one condition's result in a key: not due and the four results. */
const KEY_BASE = 5;

/**
 * One number for the results of a student's conditions: while milestone and number stay the same, no result has changed.
 * -1 where there is no row, 0 where the grade has no milestone. The fast way to look at a student after every event:
 * most days leave every result where it was, and that is known from the counts alone.
 */
export function resultKey(state: StudentYear, context: EvaluationContext): number {
  const { present, absent } = countAttendance(state, context.schools, context.asOf);
  const { keyCache } = state.derived;
  const holds = keyCache !== null && isFor(keyCache, state, context) && hasRoom(keyCache, present, absent);
  return holds ? keyCache.key : freshKey(state, context);
}

function isFor(cache: KeyCache, state: StudentYear, context: EvaluationContext): boolean {
  return (
    context.withoutUndecidedDay !== true &&
    cache.profile === context.profile &&
    cache.recordsVersion === state.derived.recordsVersion &&
    cache.from <= context.asOf &&
    context.asOf < cache.until
  );
}

function hasRoom(cache: KeyCache, present: number, absent: number): boolean {
  return cache.fewestPresent <= present && present <= cache.mostPresent && cache.fewestAbsent <= absent && absent <= cache.mostAbsent;
}

/** The status of a key of `resultKey`; null for -1. */
export function statusOfKey(key: number): Status | null {
  if (key < 0) return null;
  const results: number[] = [];
  for (let rest = key; rest >= KEY_BASE; rest = Math.floor(rest / KEY_BASE)) results.push((rest % KEY_BASE) - 1);
  return statusOf(results);
}

function freshKey(state: StudentYear, context: EvaluationContext): number {
  const place = placeOn(state, context.asOf);
  const milestone = place === null ? null : milestoneOf(context.profile, place.gradeLevel);
  if (place === null) return -1;
  if (milestone === null) return 0;
  const cached = cachedResults(state, milestone, context.asOf);
  const key = keyOf(state, context, cached);
  if (context.withoutUndecidedDay === true) return key;
  const { present, absent } = state.derived;
  const room = attendanceRoom(cached.ratios, present, present + absent);
  state.derived.keyCache = {
    key,
    profile: context.profile,
    recordsVersion: state.derived.recordsVersion,
    ...placeHolds(state, context.asOf, cached),
    fewestPresent: present,
    mostPresent: present + room.present,
    fewestAbsent: absent,
    mostAbsent: absent + room.absent,
  };
  return key;
}

function keyOf(state: StudentYear, context: EvaluationContext, cached: ResultCache): number {
  let key = 1;
  let ratio = 0;
  for (let index = 0; index < cached.results.length; index++) {
    let result = cached.results[index] ?? NOT_DUE;
    const next = cached.ratios[ratio];
    if (next?.index === index) {
      result = judgeAttendance(next.condition, next.measure, state, context);
      ratio += 1;
    }
    key = key * KEY_BASE + result + 1;
  }
  return key;
}

/** As-of days on which school, grade, marks and incidents are the same. */
function placeHolds(state: StudentYear, asOf: number, cached: ResultCache): { readonly from: number; readonly until: number } {
  let { from, until } = cached;
  for (const span of enrolmentSpans(state)) {
    for (const day of [span.from, span.to]) {
      if (day <= asOf) from = Math.max(from, day);
      else until = Math.min(until, day);
    }
  }
  return { from, until };
}
