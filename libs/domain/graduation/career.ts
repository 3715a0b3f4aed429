import type { GradeLevel, StudentFacts } from '../facts/facts.js';
import { pairKey } from '../student-year/fact-keys.js';
import type { StudentFact } from '../student-year/student-year.state.js';

type InYear<Fact> = Fact & { readonly year: number };

/** The roster of one student over all school years, as far as graduation needs it: facts that stand, by school year and natural key. */
export interface Career {
  readonly enrolments: Readonly<Record<string, InYear<StudentFacts['student-enrolled']>>>;
  readonly withdrawals: Readonly<Record<string, InYear<StudentFacts['student-withdrawn']>>>;
  readonly communities: Readonly<Record<string, InYear<StudentFacts['community-joined']>>>;
}

export type CareerFact = Extract<
  StudentFact,
  {
    type: `${'student-enrolled' | 'enrollment-retracted' | 'student-withdrawn' | 'withdrawal-retracted' | 'community-joined' | 'community-membership-retracted'}.v1`;
  }
>;

export const emptyCareer: Career = { enrolments: {}, withdrawals: {}, communities: {} };

/** Folds a fact of a school year into the career; the one that is given stays as it is. */
export function evolveCareer(career: Career, year: number, { type, data }: CareerFact): Career {
  switch (type) {
    case 'student-enrolled.v1':
      return { ...career, enrolments: { ...career.enrolments, [keyOf(year, data.entryDate, data.schoolId)]: { ...data, year } } };
    case 'enrollment-retracted.v1':
      return { ...career, enrolments: without(career.enrolments, keyOf(year, data.entryDate, data.schoolId)) };
    case 'student-withdrawn.v1':
      return { ...career, withdrawals: { ...career.withdrawals, [keyOf(year, data.exitDate, data.schoolId)]: { ...data, year } } };
    case 'withdrawal-retracted.v1':
      return { ...career, withdrawals: without(career.withdrawals, keyOf(year, data.exitDate, data.schoolId)) };
    case 'community-joined.v1':
      return { ...career, communities: { ...career.communities, [keyOf(year, data.date, data.communityId)]: { ...data, year } } };
    case 'community-membership-retracted.v1':
      return { ...career, communities: without(career.communities, keyOf(year, data.date, data.communityId)) };
  }
}

function keyOf(year: number, date: string, id: string): string {
  return `${year}/${pairKey(date, id)}`;
}

function without<T>(facts: Readonly<Record<string, T>>, key: string): Record<string, T> {
  const { [key]: _, ...rest } = facts;
  return rest;
}

const YEARS_TO_GRADUATE = 4;

/**
 * The class with which a student is to graduate, by the year in which it ends: first-time grade 9 and three more years. What the
 * district says of the first grade 9 decides (of the latest enrolment that says it), else the first high school grade seen here.
 * null for a student who has not come to grade 9.
 */
export function cohortOf(career: Career): number | null {
  const enrolments = inOrder(Object.values(career.enrolments), ({ entryDate, schoolId }) => pairKey(entryDate, schoolId));
  const stated = enrolments.findLast(({ firstNinthGradeYear }) => firstNinthGradeYear !== undefined)?.firstNinthGradeYear;
  if (stated !== undefined) return stated + YEARS_TO_GRADUATE - 1;
  const first = enrolments.find(({ gradeLevel }) => yearsAfterGradeNine(gradeLevel) >= 0);
  return first === undefined ? null : first.year - yearsAfterGradeNine(first.gradeLevel) + YEARS_TO_GRADUATE - 1;
}

/** Not a number, and so neither before nor after, for PK and KG. */
function yearsAfterGradeNine(grade: GradeLevel): number {
  return Number(grade) - 9;
}

/** By a text that every one of them has alone. */
export function inOrder<T>(facts: readonly T[], keyOfFact: (fact: T) => string): T[] {
  return facts.toSorted((a, b) => (keyOfFact(a) < keyOfFact(b) ? -1 : 1));
}
