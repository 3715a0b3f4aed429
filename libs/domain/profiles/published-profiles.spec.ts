import { describe, expect, it } from '@jest/globals';
import { conditionOf, days, enrolled, incident, mark, percentMark, rowOf } from '#libs/testing';
import { gradeLevels, type ActionKind, type GradeLevel, type IncidentCategory } from '../facts/facts.js';
import type { Result } from '../status/measures.js';
import type { StudentFact } from '../student-year/student-year.state.js';
import { milestoneOf, translatedLanguages } from './profile.js';
import { shippedProfile, shippedProfiles } from './shipped-profiles.js';

/** The result of one condition for a student of a grade. */
const under =
  (profile: string, grade: GradeLevel) =>
  (condition: string, ...facts: StudentFact[]): Result | undefined =>
    conditionOf(condition, [enrolled(grade), ...facts], { profile, asOf: '2026-06-30' })?.result;
const statusUnder =
  (profile: string, grade: GradeLevel) =>
  (...facts: StudentFact[]): unknown =>
    rowOf([enrolled(grade), ...facts], { profile, asOf: '2026-06-30' })?.status;
const gradesOf = (profile: string): GradeLevel[] =>
  gradeLevels.filter((grade) => milestoneOf(shippedProfile(profile) ?? never(), grade) !== null);
const actions = (kind: ActionKind, count: number): StudentFact[] =>
  Array.from({ length: count }, (_, index) => incident(kind, { incidentId: `${kind}${index}` }));
const offenses = (category: IncidentCategory, count: number): StudentFact[] =>
  Array.from({ length: count }, (_, index) => incident('other', { incidentId: `${category}${index}`, category }));

function never(): never {
  throw new Error('the profile is shipped');
}

describe('balfanz-byrnes: attendance of 90 percent and no more than one suspension, in high school', () => {
  const rule = under('balfanz-byrnes', '10');

  it('attendance fails just under 90 percent', () => {
    expect(rule('attendance', ...days(90, 10))).toBe('pass');
    expect(rule('attendance', ...days(89, 10))).toBe('fail'); // 89.90 %
  });

  it('a second suspension fails, in school or out of it; an expulsion is not counted as one', () => {
    expect(rule('suspensions', ...actions('out-of-school-suspension', 1))).toBe('pass');
    expect(rule('suspensions', ...actions('out-of-school-suspension', 1), ...actions('in-school-suspension', 1))).toBe('fail');
    expect(rule('suspensions', ...actions('expulsion', 2))).toBe('pass');
  });

  it('is for grades 9 to 12', () => {
    expect(gradesOf('balfanz-byrnes')).toEqual(['09', '10', '11', '12']);
  });
});

describe('philadelphia-grade-6: any one of four signs is off track', () => {
  const status = statusUnder('philadelphia-grade-6', '06');
  const good = [...days(40, 10), mark('ela', 'D'), mark('math', 'D')];

  it('80 percent of attendance, passing marks and no out-of-school suspension are on track', () => {
    expect(status(...good)).toBe('on-track');
    expect(status(...good, ...actions('in-school-suspension', 3))).toBe('on-track');
  });

  it.each<[string, StudentFact[]]>([
    ['attendance under 80 percent', [...days(39, 10), mark('ela', 'D'), mark('math', 'D')]], // 79.59 %
    ['one out-of-school suspension', [...good, ...actions('out-of-school-suspension', 1)]],
    ['an F in English', [...days(40, 10), mark('ela', 'F'), mark('math', 'D')]],
    ['an F in math', [...days(40, 10), mark('ela', 'D'), mark('math', 'F')]],
  ])('%s', (_sign, facts) => {
    expect(status(...facts)).toBe('off-track');
  });

  it('is for grade 6', () => {
    expect(gradesOf('philadelphia-grade-6')).toEqual(['06']);
  });
});

describe('air-nhsc, which calls off track at the threshold itself', () => {
  const middle = under('air-nhsc', '07');
  const high = under('air-nhsc', '09');

  it('20 percent missed fail in the middle grades, 10 percent in high school', () => {
    expect(middle('attendance', ...days(80, 20))).toBe('fail');
    expect(middle('attendance', ...days(81, 19))).toBe('pass');
    expect(high('attendance', ...days(90, 10))).toBe('fail');
    expect(high('attendance', ...days(91, 9))).toBe('pass');
  });

  it('is first looked at after 20 days', () => {
    expect(high('attendance', ...days(19, 0))).toBe('insufficient-data');
    expect(high('attendance', ...days(20, 0))).toBe('pass');
  });

  it('a failed English or math course fails in the middle grades', () => {
    expect([middle('ela', mark('ela', 'F')), middle('math', mark('math', 'D-'))]).toEqual(['fail', 'pass']);
  });

  it('one final course failure fails in high school, whatever the course', () => {
    expect(high('course-failures', mark('other', 'F', { final: true }))).toBe('fail');
    expect(high('course-failures', mark('other', 'F'), mark('ela', 'A', { final: true }))).toBe('pass');
  });

  it('a grade point average of 2.0 fails in high school', () => {
    expect(high('gpa', mark('ela', 'C'))).toBe('fail');
    expect(high('gpa', mark('ela', 'C+'))).toBe('pass');
  });

  it('is for grades 6 to 12', () => {
    expect(gradesOf('air-nhsc')).toEqual(['06', '07', '08', '09', '10', '11', '12']);
  });
});

describe('michigan-data-hub at its boundaries', () => {
  const rule = under('michigan-data-hub', '08');

  it('10 percent missed fail, 5 percent are a caution', () => {
    expect([days(90, 10), days(91, 9), days(95, 5), days(96, 4)].map((facts) => rule('attendance', ...facts))).toEqual([
      'fail',
      'caution',
      'caution',
      'pass',
    ]);
  });

  it('one reportable offense fails', () => {
    expect([0, 1].map((count) => rule('reportable-offenses', ...offenses('state-offense', count)))).toEqual(['pass', 'fail']);
  });

  it('four and five conduct violations are a caution, six fail', () => {
    const result = (count: number): Result | undefined => rule('conduct-violations', ...offenses('code-of-conduct', count));
    expect([3, 4, 5, 6].map(result)).toEqual(['pass', 'caution', 'caution', 'fail']);
  });

  it.each(['ela', 'math'] as const)('%s under 60 percent fails, under 70 is a caution', (subject) => {
    const result = (percent: number): Result | undefined => rule(subject, percentMark(subject, percent));
    expect([59.99, 60, 69.99, 70].map(result)).toEqual(['fail', 'caution', 'caution', 'pass']);
  });
});

describe('attendance-works: tiers of days missed for any reason', () => {
  const tier = (present: number, absent: number): (Result | undefined)[] =>
    ['chronic-absence', 'severe-chronic-absence'].map((name) => under('attendance-works', '03')(name, ...days(present, absent)));

  it('under 5 percent is satisfactory, under 10 at risk, under 20 moderate, from 20 on severe chronic absence', () => {
    expect(tier(96, 4)).toEqual(['pass', 'pass']);
    expect(tier(95, 5)).toEqual(['caution', 'pass']);
    expect(tier(91, 9)).toEqual(['caution', 'pass']);
    expect(tier(90, 10)).toEqual(['fail', 'pass']);
    expect(tier(81, 19)).toEqual(['fail', 'pass']);
    expect(tier(80, 20)).toEqual(['fail', 'fail']);
  });

  it('is for every grade', () => {
    expect(gradesOf('attendance-works')).toEqual([...gradeLevels]);
  });
});

describe('Every shipped profile', () => {
  it.each(shippedProfiles)('$name says each condition in every language', ({ milestones }) => {
    const conditions = milestones.flatMap((milestone) => milestone.conditions);
    for (const { sentence, translations } of conditions) {
      for (const language of translatedLanguages) {
        expect(translations?.[language]).toMatch(/\S/);
        expect(translations?.[language]).not.toBe(sentence);
        expect(numbersIn(translations?.[language] ?? '')).toEqual(numbersIn(sentence));
      }
    }
  });
});

/** A figure in a translation is the one of the rule. */
function numbersIn(text: string): string[] {
  return (text.match(/\d+(\.\d+)?/g) ?? []).toSorted();
}
