import { dateAt } from '../time/school-date.js';
import { hasSectionRecord, wholeDayCode } from './day-byte.js';
import type { EnrolmentSpan, MembershipSpan } from './roster.js';
import { enrolmentSpans, membershipSpans } from './spans.js';
import type { StudentYear } from './student-year.state.js';

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
  const endA = Math.min(a.to, asOf + 1);
  const endB = Math.min(b.to, asOf + 1);
  if (endA !== endB) return endA > endB;
  if (a.from !== b.from) return a.from > b.from;
  return a.schoolId < b.schoolId;
}

/** The community on a day: of the memberships that run the one that began first, then the smallest id. */
export function communityOn(state: StudentYear, asOf: number): string | null {
  let best: MembershipSpan | null = null;
  for (const span of membershipSpans(state)) {
    if (span.from > asOf || asOf >= span.to) continue;
    if (best === null || span.since < best.since || (span.since === best.since && span.communityId < best.communityId)) best = span;
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
    const recorded = wholeDayCode(state, day) !== 0 || hasSectionRecord(state, day);
    if (recorded && !isEnrolledOn(state, day)) dates.push(dateAt(day, state.year));
  }
  return dates;
}
