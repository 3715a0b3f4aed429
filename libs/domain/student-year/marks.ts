import type { StudentFacts, Subject } from '../facts/facts.js';
import { dayIndex } from '../time/school-date.js';

/** Marks from the highest to the lowest, strictly: an A is lower than an A+ though both are worth 4.0. */
export const letters = ['A+', 'A', 'A-', 'B+', 'B', 'B-', 'C+', 'C', 'C-', 'D+', 'D', 'D-', 'F'] as const;
export type Letter = (typeof letters)[number];

/** Grade points in tenths, so that means are compared exactly. */
export const gradePointTenths: Readonly<Record<Letter, number>> = {
  'A+': 40,
  A: 40,
  'A-': 37,
  'B+': 33,
  B: 30,
  'B-': 27,
  'C+': 23,
  C: 20,
  'C-': 17,
  'D+': 13,
  D: 10,
  'D-': 7,
  F: 0,
};

/** A mark as conditions see it. `letter` is null where the record is no mark (P, E, no result). */
export interface Mark {
  readonly courseId: string;
  readonly termId: string;
  readonly subject: Subject;
  /** From when it counts. */
  readonly date: string;
  /** The same as an index from July 1. */
  readonly day: number;
  readonly final: boolean;
  readonly transcript: boolean;
  readonly summer: boolean;
  readonly letter: Letter | null;
  /** 0 for A+; larger is lower. */
  readonly rank: number;
  readonly percent: number | null;
  readonly creditsAttempted: number | null;
  readonly creditsEarned: number | null;
}

export function markOf(posted: StudentFacts['grade-posted'], year: number): Mark {
  const date = posted.markedOn ?? posted.termEnd;
  const letter = letterOf(posted.letter, posted.percent);
  return {
    courseId: posted.courseId,
    termId: posted.termId,
    subject: posted.subject,
    date,
    day: dayIndex(date, year),
    final: posted.final,
    transcript: posted.origin === 'transcript',
    summer: posted.summer === true,
    letter,
    rank: letter === null ? -1 : letters.indexOf(letter),
    percent: posted.percent ?? null,
    creditsAttempted: posted.creditsAttempted ?? null,
    creditsEarned: posted.creditsEarned ?? null,
  };
}

/** A-D or F with optional + or -, in any case; any other letter is no mark. Without a letter the percentage tells: 90, 80, 70, 60. */
export function letterOf(letter: string | undefined, percent: number | undefined): Letter | null {
  if (letter !== undefined) {
    const text = letter.trim().toUpperCase();
    if (/^F[+-]?$/.test(text)) return 'F';
    return letters.find((known) => known === text) ?? null;
  }
  if (percent === undefined) return null;
  return percent >= 90 ? 'A' : percent >= 80 ? 'B' : percent >= 70 ? 'C' : percent >= 60 ? 'D' : 'F';
}

/** Rank of the letter without + or -: 0 for A to 4 for F. */
export function baseRank(letter: Letter): number {
  return 'ABCDF'.indexOf(letter.charAt(0));
}

/** True when `a` stands before `b` as the current mark of a course: later, final, from a transcript, lower, smaller term id. */
function precedes(a: Mark, b: Mark): boolean {
  if (a.day !== b.day) return a.day > b.day;
  if (a.final !== b.final) return a.final;
  return betterSourced(a, b);
}

/** Among marks of one course and day: a transcript before a grade, then the lower, then the smaller term id. */
function betterSourced(a: Mark, b: Mark): boolean {
  if (a.transcript !== b.transcript) return a.transcript;
  return a.rank === b.rank ? a.termId < b.termId : a.rank > b.rank;
}

/** The current mark of every course. */
export function currentMarks(marks: readonly Mark[]): Mark[] {
  return best(marks, (mark) => mark.courseId, precedes);
}

/** One mark per course and mark date. */
export function marksPerTerm(marks: readonly Mark[]): Mark[] {
  return best(marks, (mark) => `${mark.date}|${mark.courseId}`, betterSourced);
}

function best(marks: readonly Mark[], keyOf: (mark: Mark) => string, before: (a: Mark, b: Mark) => boolean): Mark[] {
  const chosen = new Map<string, Mark>();
  for (const mark of marks) {
    const key = keyOf(mark);
    const other = chosen.get(key);
    if (other === undefined || before(mark, other)) chosen.set(key, mark);
  }
  return [...chosen.values()];
}
