import type { StudentFacts } from '../facts/facts.js';
import type { SchoolYear } from '../school-year/school-year.js';
import { SharedValues } from './shared-values.js';

/** One enrolment with its end found. Day indexes from July 1, `to` exclusive and at most the day after June 30. */
export interface EnrolmentSpan {
  readonly schoolId: string;
  readonly gradeLevel: StudentFacts['student-enrolled']['gradeLevel'];
  readonly entryDate: string;
  readonly from: number;
  readonly to: number;
}

export interface Home {
  readonly from: number;
  readonly to: number;
  readonly schoolId: string;
  /** The school, once found among these schools. */
  school: SchoolYear | null;
  schools: ReadonlyMap<string, SchoolYear> | null;
}

export interface MembershipSpan {
  readonly communityId: string;
  /** When it began, maybe in an earlier year. */
  readonly since: string;
  readonly from: number;
  readonly to: number;
}

/** What is said of where a student belongs: lists that are replaced, not changed. */
export interface RosterFacts {
  readonly enrolments: readonly StudentFacts['student-enrolled'][];
  readonly withdrawals: readonly StudentFacts['student-withdrawn'][];
  readonly joined: readonly StudentFacts['community-joined'][];
  readonly left: readonly StudentFacts['community-left'][];
}

/** The same with what follows from it; `null` means: to be found when it is needed. */
export interface Roster extends RosterFacts {
  readonly year: number;
  spans: readonly EnrolmentSpan[] | null;
  memberships: readonly MembershipSpan[] | null;
  /** The one enrolment of the year, as nearly every student has: kept at hand, for every record asks for it. null with none or several. */
  home: Home | null;
}

/** Where a student belongs of whom nothing is said. */
export const nobody: RosterFacts = { enrolments: [], withdrawals: [], joined: [], left: [] };

/** One for all students of a school year of whom the same is said: who entered a grade of a school on one day, and joined one community. */
export function rosterOf(year: number, { enrolments, withdrawals, joined, left }: RosterFacts): Roster {
  return rosters.share({ year, enrolments, withdrawals, joined, left, spans: null, memberships: null, home: null });
}

const rosters = new SharedValues<Roster>(
  ({ year, enrolments, withdrawals, joined, left }) => JSON.stringify([year, enrolments, withdrawals, joined, left]),
  () => true,
  (roster) => roster,
);
