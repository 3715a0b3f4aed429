import { describe, expect, it } from '@jest/globals';
import { conditionOf, days, enrolled, incident, mark, rowOf } from '#libs/testing';
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
  const high = under('air-nhsc', '09');

  it('one final course failure fails in high school, whatever the course', () => {
    expect(high('course-failures', mark('other', 'F', { final: true }))).toBe('fail');
    expect(high('course-failures', mark('other', 'F'), mark('ela', 'A', { final: true }))).toBe('pass');
  });

  it('is for grades 6 to 12', () => {
    expect(gradesOf('air-nhsc')).toEqual(['06', '07', '08', '09', '10', '11', '12']);
  });
});

describe('michigan-data-hub', () => {
  it('counts offenses against the code of conduct and the school together, those reportable to the state by themselves', () => {
    const rule = under('michigan-data-hub', '08');
    const mixed = [...offenses('code-of-conduct', 3), ...offenses('school-violation', 3), ...offenses('other', 9)];
    expect([rule('conduct-violations', ...mixed), rule('reportable-offenses', ...mixed)]).toEqual(['fail', 'pass']);
    expect(rule('conduct-violations', ...offenses('state-offense', 9))).toBe('pass');
  });
});

describe.each(['michigan-data-hub', 'attendance-works'])('%s', (profile) => {
  it('is for every grade', () => {
    expect(gradesOf(profile)).toEqual([...gradeLevels]);
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
