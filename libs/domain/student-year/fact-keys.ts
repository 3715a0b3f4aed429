import type { StudentFacts } from '../facts/facts.js';

/** One key of two ids, whatever characters they hold. */
export function pairKey(first: string, second: string): string {
  return `${first.length}:${first}${second}`;
}

/** Key of a mark: a course has one for each term and origin. */
export function markKey(mark: StudentFacts['grade-retracted']): string {
  return pairKey(mark.courseId, pairKey(mark.termId, mark.origin ?? 'grade'));
}
