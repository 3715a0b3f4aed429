import { dayIndex, firstDayOf } from '../time/school-date.js';
import { endsOf } from './intervals.js';
import type { EnrolmentSpan, MembershipSpan, SectionYear, StudentYear } from './student-year.state.js';

/** Enrolments of the year with their ends. A withdrawal ends one of its own school. */
export function enrolmentSpans(state: StudentYear): readonly EnrolmentSpan[] {
  if (state.derived.enrolments !== null) return state.derived.enrolments;
  const spans: EnrolmentSpan[] = [];
  for (const [schoolId, enrolments] of groupBy(state.enrolments, (enrolment) => enrolment.schoolId)) {
    const endings = state.withdrawals.filter((withdrawal) => withdrawal.schoolId === schoolId);
    const ends = endsOf(
      enrolments.map((enrolment) => ({ from: enrolment.entryDate })),
      endings.map(({ exitDate, entryDate }) => ({ at: exitDate, names: entryDate })),
    );
    enrolments.forEach(({ entryDate, gradeLevel }, index) => {
      spans.push({ schoolId, gradeLevel, entryDate, from: dayIndex(entryDate, state.year), to: endIndex(ends[index], state.year) });
    });
  }
  // A copy has no room for more, which a list keeps that has grown.
  state.derived.enrolments = spans.slice();
  const [only] = spans;
  state.derived.home =
    spans.length === 1 && only !== undefined
      ? { from: only.from, to: only.to, schoolId: only.schoolId, school: null, schools: null }
      : null;
  return state.derived.enrolments;
}

/** Memberships of communities with their ends. */
export function membershipSpans(state: StudentYear): readonly MembershipSpan[] {
  if (state.derived.memberships !== null) return state.derived.memberships;
  const spans: MembershipSpan[] = [];
  for (const [communityId, joinings] of groupBy(state.joined, (joining) => joining.communityId)) {
    const endings = state.left.filter((leaving) => leaving.communityId === communityId);
    const ends = endsOf(
      joinings.map((joining) => ({ from: joining.date })),
      endings.map(({ date, joinedOn }) => ({ at: date, names: joinedOn })),
    );
    joinings.forEach((joining, index) => {
      const since = joining.since ?? joining.date;
      spans.push({ communityId, since, from: dayIndex(joining.date, state.year), to: endIndex(ends[index], state.year) });
    });
  }
  state.derived.memberships = spans.slice();
  return state.derived.memberships;
}

/** The days on which the student is known to attend a section, as indexes; `to` exclusive. */
export function sectionSpans({ joined, left }: Pick<SectionYear, 'joined' | 'left'>, year: number): SectionYear['spans'] {
  const ends = endsOf(
    joined.map((from) => ({ from })),
    left.map(({ date, joinedOn }) => ({ at: date, names: joinedOn })),
  );
  return joined.map((from, index) => ({ from: dayIndex(from, year), to: endIndex(ends[index], year) }));
}

/** Everything ends with its school year: at most the index of the day after June 30. */
function endIndex(end: string | null | undefined, year: number): number {
  const yearEnd = firstDayOf(year + 1);
  return Math.min(dayIndex(end ?? yearEnd, year), dayIndex(yearEnd, year));
}

function groupBy<T>(items: Iterable<T>, keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}
