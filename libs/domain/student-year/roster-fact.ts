import type { StudentFact } from './student-year.state.js';

/** What says where a student belongs: enrolments and communities with their ends. */
export type RosterFact = Exclude<StudentFact, { type: `${'grade' | 'behavior' | 'assessment' | 'section' | 'attendance'}-${string}` }>;

/** After such a fact the student may belong to other schools or communities. */
export function isRosterFact(fact: { readonly type: string }): fact is RosterFact {
  return rosterFacts.has(fact.type);
}

const rosterFacts: ReadonlySet<string> = new Set<RosterFact['type']>([
  'student-enrolled.v1',
  'enrollment-retracted.v1',
  'student-withdrawn.v1',
  'withdrawal-retracted.v1',
  'community-joined.v1',
  'community-membership-retracted.v1',
  'community-left.v1',
  'community-leaving-retracted.v1',
]);
