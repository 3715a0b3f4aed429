import { describe, expect, it } from '@jest/globals';
import type { IncidentCategory, StudentFacts } from '../facts/facts.js';
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

describe('incidents', () => {
  const recorded = (incidentId: string, category: IncidentCategory = 'other'): StudentFact => ({
    type: 'behavior-recorded.v1',
    data: { schoolId: 'north', incidentId, date: '2025-10-01', category, actions: [] },
  });
  const told = (...facts: StudentFact[]): string[] =>
    folded(...facts).incidents.map(({ incidentId, category }) => `${incidentId} ${category}`);

  it('stand once each, in their latest version, and are taken back one by one', () => {
    expect(told(recorded('a'), recorded('b'), recorded('a', 'school-violation'))).toEqual(['a school-violation', 'b other']);
    const retracted: StudentFact = { type: 'behavior-retracted.v1', data: { incidentId: 'a' } };
    expect(told(recorded('a'), recorded('b'), retracted)).toEqual(['b other']);
    expect(told(recorded('b'), retracted)).toEqual(['b other']);
  });
});

describe('enrolments, memberships and their ends', () => {
  const [first, second] = ['2025-09-01', '2025-09-08'];

  it.each([
    { recording: 'student-enrolled', retracting: 'enrollment-retracted', list: 'enrolments', key: ['schoolId', 'entryDate'] },
    { recording: 'student-withdrawn', retracting: 'withdrawal-retracted', list: 'withdrawals', key: ['schoolId', 'exitDate'] },
    { recording: 'community-joined', retracting: 'community-membership-retracted', list: 'joined', key: ['communityId', 'date'] },
    { recording: 'community-left', retracting: 'community-leaving-retracted', list: 'left', key: ['communityId', 'date'] },
  ] as const)('stand by place and day: $recording', ({ recording, retracting, list, key: [place, day] }) => {
    const fact = (type: string, id: string, on: string, more: object = {}): StudentFact =>
      ({ type: `${type}.v1`, data: { [place]: id, [day]: on, ...more } }) as StudentFact;
    const all = [fact(recording, 'a', first), fact(recording, 'b', first), fact(recording, 'a', second)];
    const standing = (...facts: readonly StudentFact[]): unknown => folded(...all, ...facts).roster[list];
    const [one, two, three] = all.map(({ data }) => data);
    expect(standing()).toEqual([one, two, three]);
    expect(standing(fact(recording, 'b', first, { note: 'again' }))).toEqual([one, { ...two, note: 'again' }, three]);
    expect(standing(fact(retracting, 'a', first))).toEqual([two, three]);
    expect(standing(fact(retracting, 'b', second))).toEqual([one, two, three]);
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

  it('may be joined and left more than once, and a joining that is said twice is one', () => {
    const left = (date: string): StudentFact => ({ type: 'section-left.v1', data: { schoolId: 'north', sectionId: 'art', date } });
    const state = folded(joined('art', '2025-07-01'), joined('art', '2025-07-05'), left('2025-07-03'), left('2025-07-07'));
    const days = (): number[] => [0, 1, 2, 3, 4, 5, 6, 7].map((day) => known(state, day));
    expect(days()).toEqual([1, 1, 0, 0, 1, 1, 0, 0]);
    evolveStudentYear(state, joined('art', '2025-07-01'));
    expect(days()).toEqual([1, 1, 0, 0, 1, 1, 0, 0]);
    const back: StudentFact = { type: 'section-leaving-retracted.v1', data: { sectionId: 'art', date: '2025-07-07' } };
    evolveStudentYear(state, back);
    expect(days()).toEqual([1, 1, 0, 0, 1, 1, 1, 1]);
    evolveStudentYear(state, { type: 'section-membership-retracted.v1', data: { sectionId: 'art', date: '2025-07-05' } });
    expect(days()).toEqual([1, 1, 0, 0, 0, 0, 0, 0]);
  });
});
