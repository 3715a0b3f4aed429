import { describe, expect, it } from '@jest/globals';
import { conditionOf, days, enrolled, incident, mark, percentMark, rowOf } from '#libs/testing';
import { gradeLevels, type IncidentCategory } from '../facts/facts.js';
import type { StudentFact } from '../student-year/student-year.state.js';
import { milestoneOf } from './profile.js';
import { adoptedProfile, defaultProfile, shippedProfile, shippedProfiles } from './shipped-profiles.js';

const under =
  (profile: string) =>
  (condition: string, facts: StudentFact[], asOf = '2026-06-30') =>
    conditionOf(condition, [enrolled('09'), ...facts], { profile, asOf });

describe('ed-fi-ews at its boundaries', () => {
  const ews = under('ed-fi-ews');

  it('a missing grade is not zero, and neither is a letter without a percent', () => {
    expect(ews('ela', [])).toMatchObject({ value: null, result: 'insufficient-data' });
    expect(ews('ela', [mark('ela', 'F')])).toMatchObject({ value: null, result: 'insufficient-data' });
    expect(ews('ela', [mark('ela', 'F'), percentMark('ela', 90, { courseId: 'c2' })])).toMatchObject({ value: 90, result: 'pass' });
    expect(ews('ela', [percentMark('ela', 0)])).toMatchObject({ value: 0, result: 'fail' });
  });

  const offenses = (category: IncidentCategory, count: number, actions: 'other' | 'none' = 'other'): StudentFact[] =>
    Array.from({ length: count }, (_, index) => incident(actions, { incidentId: `${category}${index}`, category }));

  it('one state offense fails, whatever was done about it', () => {
    expect(ews('state-offenses', offenses('state-offense', 1, 'none'))).toMatchObject({ value: 1, result: 'fail' });
    expect(ews('state-offenses', offenses('school-violation', 3))).toMatchObject({ value: 0, result: 'pass' });
  });

  it('offenses against the code of conduct and the school count as conduct, others do not', () => {
    const mixed = [
      ...offenses('code-of-conduct', 3),
      ...offenses('school-violation', 3),
      ...offenses('other', 9),
      ...offenses('state-offense', 9),
    ];
    expect(ews('conduct-offenses', mixed)).toMatchObject({ value: 6, result: 'fail' });
  });

  it('overall is the worst', () => {
    const good = [enrolled('09'), ...days(20, 0), percentMark('ela', 80), percentMark('math', 80)];
    const status = (...facts: StudentFact[]): unknown => rowOf([...good, ...facts], { profile: 'ed-fi-ews' })?.status;
    expect(status()).toBe('on-track');
    expect(status(...offenses('code-of-conduct', 3))).toBe('at-risk');
    expect(status(percentMark('math', 60, { courseId: 'c2' }), ...offenses('code-of-conduct', 3))).toBe('off-track');
  });

  it('compares percents as they are, without rounding', () => {
    const rules = JSON.parse(JSON.stringify(shippedProfile('ed-fi-ews')).replaceAll('"value":65', '"value":64.35')) as never;
    const facts = (percent: number): StudentFact[] => [enrolled('09'), percentMark('ela', percent)];
    expect(conditionOf('ela', facts(64.35), { profile: rules })?.result).toBe('caution');
    expect(conditionOf('ela', facts(64.349999999), { profile: rules })?.result).toBe('fail');
  });
});

describe('freshman-on-track at its boundaries', () => {
  const freshman = under('freshman-on-track');
  const credits = (...earned: number[]): StudentFact[] =>
    earned.map((creditsEarned, index) => mark('other', 'B', { courseId: `c${index}`, final: true, creditsEarned }));

  it('asks for five full-year credits, at the end of the school year only', () => {
    expect(freshman('credits', credits(5), '2026-06-29')).toBeUndefined();
    expect(freshman('credits', credits(2.5, 2.5))).toMatchObject({ value: 5, threshold: 5, result: 'pass' });
    expect(freshman('credits', credits(2.5, 2.49))).toMatchObject({ value: 4.99, result: 'fail' });
    expect(freshman('credits', credits(...Array<number>(50).fill(0.1)))).toMatchObject({ value: 5, result: 'pass' });
    expect(freshman('credits', [])).toMatchObject({ value: null, result: 'insufficient-data' });
  });

  it('counts credits of final marks of the year, summer excluded, one mark per course and term end', () => {
    expect(freshman('credits', [...credits(4), mark('ela', 'B', { creditsEarned: 1 })])).toMatchObject({ value: 4 });
    expect(freshman('credits', [...credits(4), mark('ela', 'B', { creditsEarned: 1, final: true, summer: true })])).toMatchObject({
      value: 4,
    });
    const both = [
      mark('ela', 'B', { final: true, creditsEarned: 1 }),
      mark('ela', 'B', { final: true, creditsEarned: 0.5, origin: 'transcript' }),
    ];
    expect(freshman('credits', both)).toMatchObject({ value: 0.5 });
    expect(freshman('credits', [...credits(4), mark('ela', 'B', { final: true })])).toMatchObject({ value: 4 });
  });

  it('goes on the failures alone until the year ends, for grade 9 only', () => {
    const facts = [enrolled('09'), mark('ela', 'B', { final: true, creditsEarned: 1 })];
    expect(rowOf(facts, { profile: 'freshman-on-track', asOf: '2026-06-29' })?.status).toBe('on-track');
    expect(rowOf(facts, { profile: 'freshman-on-track', asOf: '2026-06-30' })?.status).toBe('off-track');
    expect(gradeLevels.filter((grade) => milestoneOf(shippedProfiles[2] ?? never(), grade) !== null)).toEqual(['09']);
  });
});

function never(): never {
  throw new Error('three profiles are shipped');
}

describe('shipped profiles', () => {
  it('are found by name; the default is among them', () => {
    expect(shippedProfiles.map(({ name }) => name).slice(0, 3)).toEqual(['ew-framework', 'ed-fi-ews', 'freshman-on-track']);
    expect(shippedProfiles).toHaveLength(8);
    for (const { name } of shippedProfiles) expect(shippedProfile(name)?.name).toBe(name);
    expect(shippedProfile('unknown')).toBeNull();
  });

  it('stay in every version: the default is the first, and a decision goes on meaning what it named', () => {
    expect(defaultProfile()).toMatchObject({ name: 'ew-framework', version: '1' });
    expect(shippedProfile('ew-framework')?.version).toBe('2');
    const decision = { profile: 'ew-framework', by: 'A. Rivera', reason: 'Decided on May 4' };
    expect(adoptedProfile({ ...decision, version: '1' })).toBe(defaultProfile());
    expect(adoptedProfile({ ...decision, version: '2' })).toBe(shippedProfile('ew-framework'));
    const own = { ...defaultProfile(), title: 'Our own' };
    expect(adoptedProfile({ ...decision, version: '2', definition: JSON.stringify(own) })).toEqual(own);
    expect(() => adoptedProfile({ ...decision, version: '3' })).toThrow(/ew-framework version 3 were adopted/);
  });

  it('hold every grade to one milestone at most', () => {
    expect(gradeLevels.map((grade) => milestoneOf(shippedProfile('ed-fi-ews') ?? never(), grade)?.name)).toEqual(
      Array(14).fill('early-warning'),
    );
    expect(gradeLevels.every((grade) => milestoneOf(shippedProfile('ew-framework') ?? never(), grade) !== null)).toBe(true);
  });
});
