import { describe, expect, it } from '@jest/globals';
import { conditionOf, days, enrolled, incident, mark, rowOf } from '#libs/testing';
import type { GradeLevel } from '../facts/facts.js';
import type { Result } from '../status/measures.js';

const attendance = (grade: GradeLevel, present: number, absent: number): Result | undefined =>
  conditionOf('attendance', [enrolled(grade), ...days(present, absent)])?.result;

describe('ew-framework at its boundaries', () => {
  it.each(['PK', 'KG', '01', '02', '03', '04', '05', '06', '07', '10', '11', '12'] as const)(
    'grade %s attends 90 percent or more; from 96 on it is clear',
    (grade) => {
      expect(attendance(grade, 179, 20)).toBe('fail'); // 89.95 %
      expect(attendance(grade, 180, 20)).toBe('caution'); // 90 %
      expect(attendance(grade, 191, 8)).toBe('caution'); // 95.98 %
      expect(attendance(grade, 192, 8)).toBe('pass'); // 96 %
    },
  );

  it.each(['08', '09'] as const)('grade %s attends 96 percent or more, without a caution band', (grade) => {
    expect(attendance(grade, 191, 8)).toBe('fail');
    expect(attendance(grade, 192, 8)).toBe('pass');
  });

  it('every grade is counted from 30 enrolled days', () => {
    for (const grade of ['01', '06', '08', '09', '10', '05'] as const) {
      expect(attendance(grade, 0, 29)).toBe('insufficient-data');
      expect(attendance(grade, 0, 30)).toBe('fail');
    }
  });

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

  it('grades 10 to 12 have at most one core failure', () => {
    const failed = (count: number): unknown =>
      conditionOf('core-failures', [
        enrolled('11'),
        ...Array.from({ length: count }, (_, index) => mark('math', 'F', { courseId: `c${index}`, final: true })),
        mark('ela', 'A', { final: true }),
      ])?.result;
    expect([failed(0), failed(1), failed(2)]).toEqual(['pass', 'pass', 'fail']);
  });
});
