import { describe, expect, it } from '@jest/globals';
import { days, enrolled, incident, mark, rowOf, withdrawn } from '#libs/testing';
import type { GradeLevel } from '../facts/facts.js';
import type { StudentFact } from '../student-year/student-year.state.js';
import { statusOf } from './evaluation.js';

const joined = (communityId: string, date: string): StudentFact => ({ type: 'community-joined.v1', data: { communityId, date } });
const left = (communityId: string, date: string): StudentFact => ({ type: 'community-left.v1', data: { communityId, date } });

describe('rule 21: who has a row, and in which school, grade and community', () => {
  const transfer = [
    enrolled('07', { schoolId: 'north', entryDate: '2025-09-01' }),
    withdrawn('2025-10-01'),
    enrolled('08', { schoolId: 'south', entryDate: '2025-10-15' }),
    withdrawn('2026-01-10', { schoolId: 'south' }),
  ];

  it('shows a student from the first entry day on, also after leaving', () => {
    expect(rowOf(transfer, { asOf: '2025-08-31' })).toBeNull();
    expect(rowOf(transfer, { asOf: '2025-09-01' })).toMatchObject({ schoolId: 'north', gradeLevel: '07' });
    expect(rowOf(transfer, { asOf: '2025-10-14' })).toMatchObject({ schoolId: 'north' });
    expect(rowOf(transfer, { asOf: '2025-10-15' })).toMatchObject({ schoolId: 'south', gradeLevel: '08' });
    expect(rowOf(transfer, { asOf: '2026-06-30' })).toMatchObject({ schoolId: 'south' });
  });

  it('prefers the running enrolment to one that ended, though the ended one began later', () => {
    const facts = [
      enrolled('06'),
      enrolled('07', { schoolId: 'south', entryDate: '2025-10-01' }),
      withdrawn('2025-11-01', { schoolId: 'south' }),
    ];
    expect(rowOf(facts, { asOf: '2025-10-31' })).toMatchObject({ schoolId: 'south' });
    expect(rowOf(facts, { asOf: '2025-11-01' })).toMatchObject({ schoolId: 'north' });
  });

  it('takes of several running ones the latest entry, then the smallest school id', () => {
    const at = (schoolId: string, entryDate: string): StudentFact => enrolled('06', { schoolId, entryDate });
    expect(rowOf([at('b', '2025-09-02'), at('a', '2025-09-01')])).toMatchObject({ schoolId: 'b' });
    expect(rowOf([at('a', '2025-09-01'), at('b', '2025-09-02')])).toMatchObject({ schoolId: 'b' });
    expect(rowOf([at('b', '2025-09-02'), at('a', '2025-09-02')])).toMatchObject({ schoolId: 'a' });
    expect(rowOf([at('a', '2025-09-02'), at('b', '2025-09-02')])).toMatchObject({ schoolId: 'a' });
  });

  it('takes of several ended ones the one that ended last', () => {
    const facts = [
      enrolled('06', { schoolId: 'a', entryDate: '2025-09-01' }),
      withdrawn('2025-12-01', { schoolId: 'a' }),
      enrolled('07', { schoolId: 'b', entryDate: '2025-09-10' }),
      withdrawn('2025-11-01', { schoolId: 'b' }),
    ];
    expect(rowOf(facts)).toMatchObject({ schoolId: 'a' });
    expect(rowOf(facts.toReversed())).toMatchObject({ schoolId: 'a' });
  });

  it('names of the communities of the day the one joined first, then the smallest id, or none', () => {
    const facts = [
      enrolled('06'),
      joined('tide', '2025-09-02'),
      joined('harbor', '2025-09-02'),
      joined('ash', '2025-09-05'),
      left('harbor', '2025-10-01'),
    ];
    const community = (asOf: string): string | null | undefined => rowOf(facts, { asOf })?.communityId;
    expect(community('2025-09-01')).toBeNull();
    expect(community('2025-09-30')).toBe('harbor');
    expect(community('2025-10-01')).toBe('tide');
    expect(rowOf(facts.toReversed(), { asOf: '2025-09-30' })?.communityId).toBe('harbor');
  });
});

describe('rule 24, the table of milestones', () => {
  const expected: [string, GradeLevel[], [string, number | string][]][] = [
    [
      'early-grades',
      ['01', '02'],
      [
        ['attendance', 90],
        ['discipline', 0],
      ],
    ],
    [
      'grade-6',
      ['06'],
      [
        ['attendance', 90],
        ['ela', 'D'],
        ['math', 'D'],
        ['discipline', 0],
      ],
    ],
    [
      'grade-8',
      ['08'],
      [
        ['attendance', 96],
        ['gpa', 2.5],
        ['ela', 'C'],
        ['math', 'C'],
        ['discipline', 0],
      ],
    ],
    [
      'grade-9',
      ['09'],
      [
        ['attendance', 96],
        ['gpa', 3],
        ['ela', 'C'],
        ['math', 'C'],
        ['discipline', 0],
      ],
    ],
    [
      'graduation',
      ['10', '11', '12'],
      [
        ['attendance', 90],
        ['core-failures', 1],
      ],
    ],
    ['consistent-attendance', ['PK', 'KG', '03', '04', '05', '07'], [['attendance', 90]]],
  ];

  it.each(expected)('%s', (milestone, grades, conditions) => {
    for (const grade of grades) {
      const row = rowOf([enrolled(grade)]);
      expect(row?.milestone).toBe(milestone);
      expect(row?.conditions.map(({ name, threshold }) => [name, threshold])).toEqual(conditions);
    }
  });
});

describe('rule 25: the status is the worst of the results', () => {
  it.each([
    [[], 'insufficient-data'],
    [[0, 0], 'on-track'],
    [[0, 1], 'at-risk'],
    [[2, 1], 'insufficient-data'],
    [[3, 2, 0], 'off-track'],
    [[0, -1], 'on-track'],
  ] as const)('%j is %s', (results, status) => {
    expect(statusOf(results)).toBe(status);
  });
});

describe('rule 26: the row', () => {
  it('shows values as they are compared: percent with its days, lowest mark, GPA, counts', () => {
    const facts = [enrolled('08'), ...days(66, 8), mark('ela', 'B+'), mark('math', 'c', { creditsAttempted: 0.5 }), incident('expulsion')];
    expect(rowOf(facts)).toEqual({
      gradeLevel: '08',
      schoolId: 'north',
      communityId: null,
      milestone: 'grade-8',
      status: 'off-track',
      conditions: [
        { name: 'attendance', value: 89.19, threshold: 96, result: 'fail', present: 66, enrolled: 74 },
        { name: 'gpa', value: 2.87, threshold: 2.5, result: 'pass' },
        { name: 'ela', value: 'B+', threshold: 'C', result: 'pass' },
        { name: 'math', value: 'C', threshold: 'C', result: 'pass' },
        { name: 'discipline', value: 1, threshold: 0, result: 'fail' },
      ],
    });
  });

  it('has null where nothing is there to measure', () => {
    expect(rowOf([enrolled('08')])?.conditions).toEqual([
      { name: 'attendance', value: null, threshold: 96, result: 'insufficient-data', present: 0, enrolled: 0 },
      { name: 'gpa', value: null, threshold: 2.5, result: 'insufficient-data' },
      { name: 'ela', value: null, threshold: 'C', result: 'insufficient-data' },
      { name: 'math', value: null, threshold: 'C', result: 'insufficient-data' },
      { name: 'discipline', value: 0, threshold: 0, result: 'pass' },
    ]);
  });

  it('has no milestone and no conditions where the profile has none for the grade', () => {
    expect(rowOf([enrolled('10')], { profile: 'freshman-on-track' })).toMatchObject({
      milestone: null,
      status: 'insufficient-data',
      conditions: [],
    });
  });
});
