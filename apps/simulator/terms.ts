import type { DataOf } from './district.js';
import { FIRST_SECTIONED_GRADE } from './attendance-codes.js';
import { FIRST_HIGH_SCHOOL_GRADE } from './roster.js';

/** A marking term: which part of the year it ends at, for which grades, and what its marks are. */
export interface Term {
  readonly id: string;
  readonly kind: DataOf<'grade-posted'>['termKind'];
  /** 0 to 1 of the year's school days. */
  readonly end: number;
  readonly final: boolean;
  readonly from: number;
  readonly to: number;
}

const LAST_GRADE = 12;
const beforeHighSchool = { from: 1, to: FIRST_HIGH_SCHOOL_GRADE - 1 };
const highSchool = { from: FIRST_HIGH_SCHOOL_GRADE, to: LAST_GRADE };
const all = { from: 1, to: LAST_GRADE };

/** Quarters everywhere; credits by semester in high school, a mark of the year before it; one first progress report after five weeks. */
export const terms: readonly Term[] = [
  { id: 'P1', kind: 'progress', end: 0.125, final: false, from: FIRST_SECTIONED_GRADE, to: LAST_GRADE },
  { id: 'Q1', kind: 'quarter', end: 0.25, final: false, ...all },
  { id: 'Q2', kind: 'quarter', end: 0.5, final: false, ...beforeHighSchool },
  { id: 'S1', kind: 'semester', end: 0.5, final: true, ...highSchool },
  { id: 'Q3', kind: 'quarter', end: 0.75, final: false, ...all },
  { id: 'Q4', kind: 'quarter', end: 1, final: false, ...beforeHighSchool },
  { id: 'Y1', kind: 'year', end: 1, final: true, ...beforeHighSchool },
  { id: 'S2', kind: 'semester', end: 1, final: true, ...highSchool },
];

/** Index of a term's last school day. */
export function endOf(term: Term, days: number): number {
  return Math.round(term.end * days) - 1;
}
