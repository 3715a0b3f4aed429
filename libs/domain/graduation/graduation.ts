import type { StudentFacts } from '../facts/facts.js';
import { endsOf } from '../student-year/intervals.js';
import { inOrder, type Career } from './career.js';

/**
 * What became of a student of a cohort by the end of a school year, as the adjusted cohort graduation rate counts it
 * (34 CFR 200.19(b), ESSA section 8101(25)): only a regular diploma graduates; who transferred to another district leaves the cohort;
 * everybody else stays in it.
 */
export const graduationOutcomes = [
  'regular-diploma',
  'other-credential',
  'still-enrolled',
  'dropped-out',
  'unaccounted',
  'transferred-out',
] as const;
export type GraduationOutcome = (typeof graduationOutcomes)[number];

export interface Graduation {
  readonly outcome: GraduationOutcome;
  /** Where the student was last. */
  readonly schoolId: string;
  readonly communityId: string | null;
}

/**
 * What became of a student by the end of a school year; a diploma of the summer after counts, for its exit date is July 1 at the latest.
 * null where the student was not here by then.
 */
export function graduationBy(career: Career, year: number): Graduation | null {
  const upTo = <T extends { readonly year: number }>(facts: Readonly<Record<string, T>>): T[] =>
    Object.values(facts).filter((fact) => fact.year <= year);
  const enrolments = inOrder(upTo(career.enrolments), ({ entryDate, schoolId }) => `${entryDate}/${schoolId}`);
  const last = enrolments.at(-1);
  if (last === undefined) return null;
  const withdrawals = upTo(career.withdrawals);
  const communities = upTo(career.communities).filter((joined) => joined.year === last.year);
  const community = inOrder(communities, ({ date, communityId }) => `${date}/${communityId}`).at(-1);
  const place = { schoolId: last.schoolId, communityId: community?.communityId ?? null };
  if (withdrawals.some(({ diploma }) => diploma === 'regular')) return { outcome: 'regular-diploma', ...place };
  const ending = endingOf(last, enrolments, withdrawals);
  if (ending !== undefined) return { outcome: outcomeOf(ending), ...place };
  return { outcome: last.year === year ? 'still-enrolled' : 'unaccounted', ...place };
}

/** The withdrawal that says how the last enrolment ended: of several the latest; a re-entry on an exit day stands. */
function endingOf(
  last: StudentFacts['student-enrolled'],
  enrolments: readonly StudentFacts['student-enrolled'][],
  withdrawals: readonly StudentFacts['student-withdrawn'][],
): StudentFacts['student-withdrawn'] | undefined {
  const atSchool = <T extends { readonly schoolId: string }>(facts: readonly T[]): T[] =>
    facts.filter(({ schoolId }) => schoolId === last.schoolId);
  const endings = inOrder(atSchool(withdrawals), ({ exitDate }) => exitDate);
  const end = endsOf(
    atSchool(enrolments).map(({ entryDate }) => ({ from: entryDate })),
    endings.map(({ exitDate, entryDate }) => ({ at: exitDate, names: entryDate })),
  ).at(-1);
  return end === null || end === undefined ? undefined : endings.findLast(({ exitDate }) => exitDate >= end);
}

function outcomeOf({ reason, diploma }: StudentFacts['student-withdrawn']): GraduationOutcome {
  if (reason === 'transferred') return 'transferred-out';
  return reason === 'graduated' || diploma === 'other' ? 'other-credential' : 'dropped-out';
}

/** Students by what became of them. */
export type GraduationCounts = Readonly<Record<GraduationOutcome, number>>;

export const noGraduations: GraduationCounts = {
  'regular-diploma': 0,
  'other-credential': 0,
  'still-enrolled': 0,
  'dropped-out': 0,
  unaccounted: 0,
  'transferred-out': 0,
};

/** The adjusted cohort: all but those who transferred out. */
export function cohortSize(counts: GraduationCounts): number {
  return graduationOutcomes.reduce((sum, outcome) => sum + (outcome === 'transferred-out' ? 0 : counts[outcome]), 0);
}
