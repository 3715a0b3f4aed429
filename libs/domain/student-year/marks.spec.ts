import { fc } from '@fast-check/jest';
import { describe, expect, it } from '@jest/globals';
import { currentMarks, insertMark, marksPerTerm, removeMark, type Mark } from './marks.js';

const mark: fc.Arbitrary<Mark> = fc.record({
  courseId: fc.constantFrom('c1', 'c2', 'c3'),
  termId: fc.constantFrom('t1', 't2', 't3'),
  transcript: fc.boolean(),
  subject: fc.constantFrom('ela', 'math'),
  day: fc.constantFrom(10, 20, 30),
  final: fc.boolean(),
  summer: fc.boolean(),
  letter: fc.constant('A'),
  rank: fc.integer({ min: 0, max: 3 }),
  percent: fc.constant(null),
  creditsAttempted: fc.constant(null),
  creditsEarned: fc.constant(null),
});
const keyOf = ({ courseId, termId, transcript }: Mark): string => `${courseId} ${termId} ${transcript}`;
const marks = fc.uniqueArray(mark, { selector: keyOf, maxLength: 18 });
const inserted = (all: readonly Mark[]): Mark[] => {
  const list: Mark[] = [];
  for (const each of all) insertMark(list, each);
  return list;
};
const isFinal = ({ final }: Mark): boolean => final;

describe('the marks of a student', () => {
  it('stand in the same order, however they came, also where one was taken out and put back', () => {
    fc.assert(
      fc.property(marks, fc.nat(), (all, seed) => {
        const list = inserted(all);
        const other = inserted(all.toSorted((a, b) => ((seed * 7 + a.rank) % 5) - ((seed * 3 + b.day) % 7)));
        expect(other).toEqual(list);
        for (const each of all) {
          expect(removeMark(list, each)).toBe(each);
          insertMark(list, each);
        }
        expect(list).toEqual(other);
      }),
    );
  });

  it('give one for a course: the latest, then final, then from a transcript, then the lower, then the smaller term', () => {
    fc.assert(
      fc.property(marks, (all) => {
        const ranked = all.toSorted(
          (a, b) =>
            b.day - a.day ||
            Number(b.final) - Number(a.final) ||
            Number(b.transcript) - Number(a.transcript) ||
            b.rank - a.rank ||
            (a.termId < b.termId ? -1 : 1),
        );
        const first = (courseId: string): Mark[] => ranked.filter((each) => each.courseId === courseId && isFinal(each)).slice(0, 1);
        expect(currentMarks(inserted(all), isFinal)).toEqual(['c1', 'c2', 'c3'].flatMap(first));
      }),
    );
  });

  it('give one for a course and day: from a transcript, then the lower, then the smaller term, final or not', () => {
    fc.assert(
      fc.property(marks, (all) => {
        const ranked = all.toSorted(
          (a, b) => Number(b.transcript) - Number(a.transcript) || b.rank - a.rank || (a.termId < b.termId ? -1 : 1),
        );
        const expected = ['c1', 'c2', 'c3'].flatMap((courseId) =>
          [30, 20, 10].flatMap((day) => ranked.filter((each) => each.courseId === courseId && each.day === day).slice(0, 1)),
        );
        expect(marksPerTerm(inserted(all), () => true)).toEqual(expected);
      }),
    );
  });
});
