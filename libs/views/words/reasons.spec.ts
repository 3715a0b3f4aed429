import { describe, expect, it } from '@jest/globals';
import { shippedProfile, statusNames, type Bound, type ConditionOutcome, type Profile } from '#libs/domain';
import { failingReasons, reasonOf } from './reasons.js';
import { statusesByUrgency, statusWords } from './status-words.js';

const grade6 = { rules: shippedProfile('ew-framework'), milestone: 'grade-6' };
const grade8 = { rules: shippedProfile('ew-framework'), milestone: 'grade-8' };
const graduation = { rules: shippedProfile('ew-framework'), milestone: 'graduation' };
const edFi = { rules: shippedProfile('ed-fi-ews'), milestone: 'early-warning' };
const freshman = { rules: shippedProfile('freshman-on-track'), milestone: 'freshman-on-track' };
const atMost = (value: number): Bound => ({ comparison: 'at-most', value, inclusive: true });
type Judged = Omit<ConditionOutcome, 'threshold'>;
const say = (outcome: Judged, judgement = grade6): string => reasonOf({ threshold: 0, ...outcome }, judgement);

describe('Why somebody is told', () => {
  it('says of a benchmark test whether the latest was met', () => {
    const grade2 = { rules: shippedProfile('ew-framework'), milestone: 'early-grades' };
    expect(say({ name: 'math-benchmark', value: 1, result: 'fail' }, grade2)).toBe('Latest benchmark test in math not met (needs met)');
    expect(say({ name: 'ela-benchmark', value: 0, result: 'pass' }, grade2)).toBe(
      'Latest benchmark test in English language arts met (needs met)',
    );
    const where = { benchmarkMet: false };
    const conditions = [
      { name: 'both', sentence: '', measure: { aggregate: 'count', of: 'assessments', where } as const, passes: atMost(0) },
    ];
    const rules = { ...grade2.rules, milestones: [{ name: 'm', grades: ['01'], conditions }] } as unknown as Profile;
    expect(say({ name: 'both', value: 1, result: 'fail' }, { rules, milestone: 'm' })).toBe(
      '1 latest benchmark tests not met in English language arts or math (needs none)',
    );
  });

  it('says attendance with the days behind it, and what is needed', () => {
    expect(say({ name: 'attendance', value: 89.19, present: 66, enrolled: 74, result: 'fail' })).toBe(
      'Attendance 89.1 % (needs at least 90 %): present 66 of 74 days',
    );
  });

  it('never shows a failing rate as the one that is needed', () => {
    expect(say({ name: 'attendance', value: 89.97, present: 8997, enrolled: 10_000, result: 'fail' })).toContain('Attendance 89.9 %');
    expect(say({ name: 'gpa', value: 2.5, result: 'fail' }, grade8)).toBe('Grade point average just below 2.5 (needs at least 2.5)');
  });

  it('says how far a value that is close to the line is from clear', () => {
    expect(say({ name: 'attendance', value: 92.5, present: 37, enrolled: 40, result: 'caution' })).toBe(
      'Attendance 92.5 % (needs at least 90 %, at least 96 % to be clear of the line): present 37 of 40 days',
    );
  });

  it('says what is missing instead of a figure that would mislead', () => {
    expect(say({ name: 'attendance', value: 100, present: 1, enrolled: 1, result: 'insufficient-data' })).toBe(
      'Attendance cannot be judged yet: 1 day counted, 30 are needed',
    );
    expect(say({ name: 'math', value: null, result: 'insufficient-data' })).toBe('No mark yet in math');
    expect(say({ name: 'gpa', value: null, result: 'insufficient-data' }, grade8)).toBe('No mark yet for a grade point average');
  });

  it.each<[Judged, typeof grade6, string]>([
    [{ name: 'ela', value: 'F', result: 'fail' }, grade6, 'Lowest current mark in English language arts is F (needs D or better)'],
    [{ name: 'math', value: 58, result: 'fail' }, edFi, 'Lowest current mark in math is 58 % (needs at least 65 %)'],
    [{ name: 'discipline', value: 1, result: 'fail' }, grade6, '1 incident with suspension or expulsion (needs none)'],
    [{ name: 'discipline', value: 2, result: 'fail' }, grade6, '2 incidents with suspension or expulsion (needs none)'],
    [{ name: 'state-offenses', value: 1, result: 'fail' }, edFi, '1 offense reportable to the state (needs none)'],
    [
      { name: 'conduct-offenses', value: 4, result: 'caution' },
      edFi,
      '4 conduct offenses (needs at most 5, at most 2 to be clear of the line)',
    ],
    [
      { name: 'core-failures', value: 2, result: 'fail' },
      graduation,
      '2 final F marks in English language arts, math, science or social science (needs at most 1)',
    ],
    [{ name: 'credits', value: 4.5, result: 'fail' }, freshman, 'Credits earned: 4.5 (needs at least 5)'],
  ])('says %j as it stands in its rule', (outcome, judgement, sentence) => {
    expect(say(outcome, judgement)).toBe(sentence);
  });

  it('lists only what fails', () => {
    const outcomes: ConditionOutcome[] = [
      { name: 'math', value: 'A', threshold: 'D', result: 'pass' },
      { name: 'ela', value: 'F', threshold: 'D', result: 'fail' },
    ];
    expect(failingReasons(outcomes, grade6)).toEqual(['Lowest current mark in English language arts is F (needs D or better)']);
  });

  it('stays readable for a rule that this program no longer has', () => {
    expect(reasonOf({ name: 'attendance', value: 80, threshold: 90, result: 'fail' }, { rules: null, milestone: 'grade-6' })).toBe(
      'attendance: 80 (needs 90)',
    );
  });
});

describe('A status in words', () => {
  it('has a word and a shape of its own for each', () => {
    expect([...statusesByUrgency].sort()).toEqual([...statusNames].sort());
    expect(new Set(statusesByUrgency.map((status) => statusWords[status].shape)).size).toBe(statusNames.length);
  });
});
