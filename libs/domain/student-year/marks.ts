import type { StudentFacts } from '../facts/facts.js';
import { dayIndex } from '../time/school-date.js';
import { letters, sharedMark, type Letter, type Mark, type MarkKey } from './mark.js';

export { letters, type Letter, type Mark, type MarkKey } from './mark.js';

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

export function markOf(posted: StudentFacts['grade-posted'], year: number): Mark {
  const letter = letterOf(posted.letter, posted.percent);
  const { courseId, termId, transcript } = markKeyOf(posted);
  return sharedMark({
    courseId,
    termId,
    transcript,
    subject: posted.subject,
    day: dayIndex(posted.markedOn ?? posted.termEnd, year),
    final: posted.final,
    summer: posted.summer === true,
    letter,
    rank: rankOf(letter),
    percent: posted.percent ?? null,
    creditsAttempted: posted.creditsAttempted ?? null,
    creditsEarned: posted.creditsEarned ?? null,
  });
}

export function markKeyOf({ courseId, termId, origin }: StudentFacts['grade-retracted']): MarkKey {
  return { courseId, termId, transcript: origin === 'transcript' };
}

/** A-D or F with optional + or -, in any case; any other letter is no mark. Without a letter the percentage tells: 90, 80, 70, 60. */
export function letterOf(letter: string | undefined, percent: number | undefined): Letter | null {
  if (letter !== undefined) {
    const text = letter.trim().toUpperCase();
    if (/^F[+-]$/.test(text)) return 'F';
    return letters.find((known) => known === text) ?? null;
  }
  if (percent === undefined) return null;
  return percent >= 90 ? 'A' : percent >= 80 ? 'B' : percent >= 70 ? 'C' : percent >= 60 ? 'D' : 'F';
}

const ranked: readonly (Letter | null)[] = letters;

/** 0 for A+; larger is lower, -1 is no mark. */
export function rankOf(letter: Letter | null): number {
  return ranked.indexOf(letter);
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

/** Puts a mark where it stands among those of its course. */
export function insertMark(marks: Mark[], mark: Mark): void {
  const place = marks.findIndex((other) => (other.courseId === mark.courseId ? precedes(mark, other) : mark.courseId < other.courseId));
  marks.splice(place < 0 ? marks.length : place, 0, mark);
}

/** Takes a mark out; null where there is none of that key. */
export function removeMark(marks: Mark[], { courseId, termId, transcript }: MarkKey): Mark | null {
  const place = marks.findIndex((mark) => mark.courseId === courseId && mark.termId === termId && mark.transcript === transcript);
  return place < 0 ? null : (marks.splice(place, 1)[0] ?? null);
}

/** The current mark of every course: of those that may be one the first in order. */
export function currentMarks(marks: readonly Mark[], mayBeOne: (mark: Mark) => boolean): Mark[] {
  const chosen: Mark[] = [];
  for (const mark of marks) if (mark.courseId !== chosen.at(-1)?.courseId && mayBeOne(mark)) chosen.push(mark);
  return chosen;
}

/** One mark per course and mark date, of those that may be one. */
export function marksPerTerm(marks: readonly Mark[], mayBeOne: (mark: Mark) => boolean): Mark[] {
  const chosen: Mark[] = [];
  for (const mark of marks) {
    if (!mayBeOne(mark)) continue;
    const last = chosen.at(-1);
    if (last?.courseId !== mark.courseId || last.day !== mark.day) chosen.push(mark);
    else if (betterSourced(mark, last)) chosen[chosen.length - 1] = mark;
  }
  return chosen;
}
