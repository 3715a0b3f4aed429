import { describe, expect, it } from '@jest/globals';
import { fc } from '@fast-check/jest';
import type { StudentFacts } from '../facts/facts.js';
import { cohortOf, emptyCareer, evolveCareer, type Career, type CareerFact } from './career.js';
import { cohortSize, graduationBy, noGraduations } from './graduation.js';

type InYear = readonly [year: number, fact: CareerFact];
const careerOf = (...facts: InYear[]): Career => facts.reduce((career, [year, fact]) => evolveCareer(career, year, fact), emptyCareer);
const enrolled = (year: number, gradeLevel: StudentFacts['student-enrolled']['gradeLevel'], more: object = {}): InYear => [
  year,
  { type: 'student-enrolled.v1', data: { schoolId: 'north', gradeLevel, entryDate: `${year - 1}-08-25`, ...more } },
];
const left = (year: number, reason: StudentFacts['student-withdrawn']['reason'], more: object = {}): InYear => [
  year,
  { type: 'student-withdrawn.v1', data: { schoolId: 'north', exitDate: `${year}-06-20`, reason, ...more } },
];
const joined = (year: number, communityId: string, date = `${year - 1}-08-25`): InYear => [
  year,
  { type: 'community-joined.v1', data: { communityId, date } },
];
const highSchool = [enrolled(2023, '09'), enrolled(2024, '10'), enrolled(2025, '11'), enrolled(2026, '12')];
const outcome = (year: number, ...facts: InYear[]): string | undefined => graduationBy(careerOf(...facts), year)?.outcome;

describe('The cohort of a student', () => {
  it('is that of the first grade 9 and three more years', () => {
    expect(cohortOf(careerOf(...highSchool))).toBe(2026);
  });

  it('stays with who repeats a grade', () => {
    expect(cohortOf(careerOf(enrolled(2023, '09'), enrolled(2024, '09'), enrolled(2025, '10')))).toBe(2026);
  });

  it('of who comes later is found by the grade, or as the district says', () => {
    expect(cohortOf(careerOf(enrolled(2025, '11')))).toBe(2026);
    expect(cohortOf(careerOf(enrolled(2025, '11', { firstNinthGradeYear: 2022 })))).toBe(2025);
    expect(
      cohortOf(careerOf(enrolled(2024, '10', { firstNinthGradeYear: 2022 }), enrolled(2025, '11', { firstNinthGradeYear: 2023 }))),
    ).toBe(2026);
  });

  it('is none before grade 9', () => {
    expect(cohortOf(careerOf(enrolled(2025, '08'), enrolled(2024, 'KG', { schoolId: 'tiny' })))).toBeNull();
    expect(cohortOf(emptyCareer)).toBeNull();
  });
});

describe('What became of a student', () => {
  it('is graduated with a regular diploma only', () => {
    expect(outcome(2026, ...highSchool, left(2026, 'graduated', { diploma: 'regular' }))).toBe('regular-diploma');
    expect(outcome(2026, ...highSchool, left(2026, 'graduated', { diploma: 'other' }))).toBe('other-credential');
    expect(outcome(2026, ...highSchool, left(2026, 'graduated'))).toBe('other-credential');
  });

  it('is asked for by a year: a diploma of the fifth year does not count in the fourth', () => {
    const facts = [...highSchool, enrolled(2027, '12'), left(2027, 'graduated', { diploma: 'regular' })];
    expect([2026, 2027, 2028].map((year) => outcome(year, ...facts))).toEqual(['still-enrolled', 'regular-diploma', 'regular-diploma']);
  });

  it('counts the summer after the year, up to July 1', () => {
    expect(outcome(2026, ...highSchool, left(2026, 'graduated', { diploma: 'regular', exitDate: '2026-07-01' }))).toBe('regular-diploma');
  });

  it('leaves the cohort by a transfer to another district, not by one to another school of it', () => {
    expect(outcome(2026, enrolled(2023, '09'), left(2023, 'transferred'))).toBe('transferred-out');
    const moved = [enrolled(2023, '09'), left(2023, 'transferred'), enrolled(2024, '10', { schoolId: 'south' })];
    expect(graduationBy(careerOf(...moved), 2024)).toEqual({ outcome: 'still-enrolled', schoolId: 'south', communityId: null });
    expect(outcome(2026, ...highSchool, left(2024, 'transferred'))).toBe('still-enrolled');
  });

  it.each(['dropped-out', 'expelled', 'other'] as const)('stays in the cohort when it ended as %s', (reason) => {
    expect(outcome(2026, enrolled(2023, '09'), left(2023, reason))).toBe('dropped-out');
  });

  it('is unaccounted for where nobody has said why the student is gone', () => {
    expect(outcome(2026, enrolled(2023, '09'))).toBe('unaccounted');
    expect(outcome(2022, enrolled(2023, '09'))).toBeUndefined();
  });

  it('belongs to the school and the community where the student was last', () => {
    const facts = [...highSchool.slice(0, 3), enrolled(2026, '12', { schoolId: 'south' }), joined(2025, 'harbor'), joined(2026, 'tide')];
    expect(graduationBy(careerOf(...facts), 2026)).toMatchObject({ schoolId: 'south', communityId: 'tide' });
    expect(graduationBy(careerOf(...facts), 2025)).toMatchObject({ schoolId: 'north', communityId: 'harbor' });
  });

  it('forgets what was taken back', () => {
    const graduated = left(2026, 'graduated', { diploma: 'regular' });
    const withdrawn: InYear = [2026, { type: 'withdrawal-retracted.v1', data: { schoolId: 'north', exitDate: '2026-06-20' } }];
    expect(outcome(2026, ...highSchool, graduated, withdrawn)).toBe('still-enrolled');
    const notEnrolled: InYear = [2026, { type: 'enrollment-retracted.v1', data: { schoolId: 'north', entryDate: '2025-08-25' } }];
    expect(outcome(2026, ...highSchool, notEnrolled)).toBe('unaccounted');
    const notJoined: InYear = [2026, { type: 'community-membership-retracted.v1', data: { communityId: 'tide', date: '2025-08-25' } }];
    expect(graduationBy(careerOf(...highSchool, joined(2026, 'tide'), notJoined), 2026)).toMatchObject({ communityId: null });
  });

  it('does not depend on the order in which it became known', () => {
    const facts = [...highSchool, joined(2025, 'harbor'), joined(2026, 'tide'), left(2024, 'transferred'), left(2026, 'other')];
    fc.assert(
      fc.property(fc.shuffledSubarray(facts, { minLength: facts.length }), (shuffled) => {
        expect(cohortOf(careerOf(...shuffled))).toBe(2026);
        expect(graduationBy(careerOf(...shuffled), 2026)).toEqual(graduationBy(careerOf(...facts), 2026));
      }),
    );
  });
});

describe('The size of a cohort', () => {
  it('is everybody but those who transferred out', () => {
    const counts = { ...noGraduations, 'regular-diploma': 5, 'still-enrolled': 2, 'dropped-out': 1, unaccounted: 1, 'transferred-out': 9 };
    expect(cohortSize(counts)).toBe(9);
  });
});
