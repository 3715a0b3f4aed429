import { describe, expect, it } from '@jest/globals';
import type { StudentFacts } from '../facts/facts.js';
import { sectionsOfDay } from './section-days.js';
import { DayOutsideYearError, evolveStudentYear } from './student-year.fold.js';
import { emptyStudentYear, type StudentFact, type StudentYear } from './student-year.state.js';

function folded(...facts: readonly StudentFact[]): StudentYear {
  return facts.reduce(evolveStudentYear, emptyStudentYear(2026));
}

const present = (date: string): StudentFact => ({ type: 'attendance-recorded.v1', data: { schoolId: 'north', date, status: 'present' } });

describe('a record of attendance', () => {
  it.each([
    ['2025-06-30', -1],
    ['2026-07-02', 366],
  ])('of %s is of no day of the school year', (date, day) => {
    const fold = (): StudentYear => folded(present(date));
    expect(fold).toThrow(DayOutsideYearError);
    expect(fold).toThrow(`Day ${day} is not in school year 2026.`);
    expect(new DayOutsideYearError().name).toBe('DayOutsideYearError');
  });

  it('may be of the first day and of the last', () => {
    expect(folded(present('2025-07-01')).derived.latestRecord).toBe(0);
    expect(folded(present('2026-06-30'), present('2025-07-01')).derived.latestRecord).toBe(364);
  });
});

describe('benchmark tests', () => {
  const test = (assessmentId: string, benchmarkMet: boolean): StudentFacts['assessment-recorded'] => ({
    assessmentId,
    subject: 'ela',
    date: '2025-10-01',
    benchmarkMet,
  });
  const recorded = (assessmentId: string, benchmarkMet = true): StudentFact => ({
    type: 'assessment-recorded.v1',
    data: test(assessmentId, benchmarkMet),
  });
  const retracted = (assessmentId: string): StudentFact => ({ type: 'assessment-retracted.v1', data: { assessmentId } });

  it('stand once each, in their latest version', () => {
    expect(folded(recorded('a', false), recorded('b'), recorded('a')).assessments).toEqual(
      expect.arrayContaining([test('a', true), test('b', true)]),
    );
    expect(folded(recorded('a', false), recorded('b'), recorded('a')).assessments).toHaveLength(2);
  });

  it('are taken back one by one', () => {
    expect(folded(recorded('a'), recorded('b'), retracted('a')).assessments).toEqual([test('b', true)]);
    expect(folded(recorded('a'), retracted('c')).assessments).toEqual([test('a', true)]);
  });
});

describe('sections', () => {
  const joined = (sectionId: string, date: string): StudentFact => ({
    type: 'section-joined.v1',
    data: { schoolId: 'north', sectionId, date },
  });
  const known = (state: StudentYear, day: number): number => sectionsOfDay(state, day).known;

  it('are attended from the day they are joined until they are left, and as before where that is taken back', () => {
    const state = folded(joined('art', '2025-07-03'), joined('music', '2025-07-02'));
    expect([0, 1, 2, 364].map((day) => known(state, day))).toEqual([0, 1, 2, 2]);
    const left = { schoolId: 'north', sectionId: 'art', date: '2025-07-05' };
    evolveStudentYear(state, { type: 'section-left.v1', data: left });
    expect([3, 4].map((day) => known(state, day))).toEqual([2, 1]);
    evolveStudentYear(state, { type: 'section-leaving-retracted.v1', data: left });
    expect(known(state, 4)).toBe(2);
    evolveStudentYear(state, { type: 'section-membership-retracted.v1', data: { ...left, date: '2025-07-03' } });
    expect([2, 4].map((day) => known(state, day))).toEqual([1, 1]);
  });
});
