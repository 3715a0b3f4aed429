import { describe, expect, it } from '@jest/globals';
import { conditionOf, days, enrolled, incident, mark, rowOf } from '#libs/testing';
import type { GradeLevel } from '../facts/facts.js';

describe('ew-framework at its boundaries', () => {
  it('grade 8 has a GPA of 2.5 exactly, grade 9 of 3.0 exactly', () => {
    const gpa = (grade: GradeLevel, ...letters: string[]): unknown =>
      conditionOf('gpa', [enrolled(grade), ...letters.map((letter, index) => mark('other', letter, { courseId: `c${index}` }))]);
    expect(gpa('08', 'B', 'C')).toMatchObject({ value: 2.5, result: 'pass' });
    expect(gpa('08', 'B-', 'C+')).toMatchObject({ value: 2.5, result: 'pass' });
    expect(gpa('08', 'B', 'B-', 'C', 'C+', 'C+')).toMatchObject({ value: 2.46, result: 'fail' });
    expect(gpa('09', 'A', 'C')).toMatchObject({ value: 3, result: 'pass' });
    expect(gpa('09', 'B+', 'B-')).toMatchObject({ value: 3, result: 'pass' });
    expect(gpa('09', 'B', 'B-', 'B+', 'B-')).toMatchObject({ value: 2.93, result: 'fail' });
  });

  it('a single exclusionary action is off track in grades 1, 2, 6, 8 and 9, not in the others', () => {
    const status = (grade: GradeLevel): unknown =>
      rowOf([enrolled(grade), ...days(100, 0), mark('ela', 'A', { final: true }), mark('math', 'A'), incident('in-school-suspension')])
        ?.status;
    for (const grade of ['01', '02', '06', '08', '09'] as const) expect(status(grade)).toBe('off-track');
    for (const grade of ['PK', 'KG', '03', '04', '05', '07', '10', '11', '12'] as const) expect(status(grade)).toBe('on-track');
  });
});
