import { dayIndex, firstDayOf } from '../time/school-date.js';
import { endsOf } from './intervals.js';
import type { EnrolmentSpan, MembershipSpan, Roster } from './roster.js';
import type { SectionYear, StudentYear } from './student-year.state.js';

/** Enrolments of the year with their ends. A withdrawal ends one of its own school. */
export function enrolmentSpans({ roster }: StudentYear): readonly EnrolmentSpan[] {
  // Asked for with every day that is counted: what finds them is a function of its own, for its closures cost memory as soon as it is entered.
  return roster.spans ?? findEnrolmentSpans(roster);
}

function findEnrolmentSpans(roster: Roster): readonly EnrolmentSpan[] {
  const { year } = roster;
  const spans: EnrolmentSpan[] = [];
  for (const [schoolId, enrolments] of groupBy(roster.enrolments, (enrolment) => enrolment.schoolId)) {
    const endings = roster.withdrawals.filter((withdrawal) => withdrawal.schoolId === schoolId);
    const ends = endsOf(
      enrolments.map((enrolment) => ({ from: enrolment.entryDate })),
      endings.map(({ exitDate, entryDate }) => ({ at: exitDate, names: entryDate })),
    );
    enrolments.forEach(({ entryDate, gradeLevel }, index) => {
      spans.push({ schoolId, gradeLevel, entryDate, from: dayIndex(entryDate, year), to: endIndex(ends[index], year) });
    });
  }
  roster.spans = spans;
  const [only] = spans;
  roster.home =
    spans.length === 1 && only !== undefined
      ? { from: only.from, to: only.to, schoolId: only.schoolId, school: null, schools: null }
      : null;
  return spans;
}

/** Memberships of communities with their ends. */
export function membershipSpans({ roster }: StudentYear): readonly MembershipSpan[] {
  return roster.memberships ?? findMembershipSpans(roster);
}

function findMembershipSpans(roster: Roster): readonly MembershipSpan[] {
  const { year } = roster;
  const spans: MembershipSpan[] = [];
  for (const [communityId, joinings] of groupBy(roster.joined, (joining) => joining.communityId)) {
    const endings = roster.left.filter((leaving) => leaving.communityId === communityId);
    const ends = endsOf(
      joinings.map((joining) => ({ from: joining.date })),
      endings.map(({ date, joinedOn }) => ({ at: date, names: joinedOn })),
    );
    joinings.forEach((joining, index) => {
      const since = joining.since ?? joining.date;
      spans.push({ communityId, since, from: dayIndex(joining.date, year), to: endIndex(ends[index], year) });
    });
  }
  roster.memberships = spans;
  return spans;
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
