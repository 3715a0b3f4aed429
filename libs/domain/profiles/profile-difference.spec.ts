import { describe, expect, it } from '@jest/globals';
import type { Condition, Profile } from './profile.js';
import { differencesOf } from './profile-difference.js';
import { shippedProfiles } from './shipped-profiles.js';

const attendance: Condition = {
  name: 'attendance',
  sentence: 'Present on at least 90 % of days.',
  measure: { aggregate: 'ratio', of: 'present-days', over: 'enrolled-days', minimum: 30 },
  passes: { comparison: 'at-least', value: 90, inclusive: true },
};
const ela: Condition = {
  name: 'ela',
  sentence: 'D or better.',
  measure: { aggregate: 'min', of: 'marks', value: 'letter', where: { subjects: ['ela'] } },
  passes: { comparison: 'at-least', value: 'D', inclusive: true },
};
const profile = (...milestones: Profile['milestones']): Profile => ({ name: 'p', version: '1', title: 'P', source: 'here', milestones });
const stricter: Condition = { ...attendance, passes: { ...attendance.passes, value: 93 } };

describe('The differences of two profiles', () => {
  it.each(shippedProfiles)('are none between $name and itself', (shipped) => {
    expect(differencesOf(shipped, shipped)).toEqual([]);
  });

  it('are none where only words or the order of fields differ', () => {
    const reworded: Condition = {
      passes: attendance.passes,
      measure: { minimum: 30, over: 'enrolled-days', of: 'present-days', aggregate: 'ratio' },
      name: 'attendance',
      sentence: 'Another sentence.',
    };
    const before = profile({ name: 'six', grades: ['06'], conditions: [attendance] });
    expect(differencesOf(before, profile({ name: 'other', grades: ['06'], conditions: [reworded] }))).toEqual([]);
  });

  it('are a condition that is new, gone or changed, once for all grades that it concerns', () => {
    const before = profile({ name: 'middle', grades: ['06', '07'], conditions: [attendance, ela] });
    const after = profile(
      { name: 'six', grades: ['06'], conditions: [stricter] },
      { name: 'seven', grades: ['07'], conditions: [stricter, ela] },
      { name: 'eight', grades: ['08'], conditions: [ela] },
    );
    expect(differencesOf(before, after)).toEqual([
      { grades: ['06', '07'], condition: 'attendance', before: attendance, after: stricter },
      { grades: ['06'], condition: 'ela', before: ela, after: null },
      { grades: ['08'], condition: 'ela', before: null, after: ela },
    ]);
  });

  it('are found in every part of a rule', () => {
    const before = profile({ name: 'six', grades: ['06'], conditions: [attendance] });
    const changes: Partial<Condition>[] = [
      { passes: { ...attendance.passes, inclusive: false } },
      { clear: { comparison: 'at-least', value: 96, inclusive: true } },
      { due: '06-30' },
      { measure: { ...attendance.measure, minimum: 20 } as Condition['measure'] },
    ];
    for (const change of changes) {
      const changed = { ...attendance, ...change };
      expect(differencesOf(before, profile({ name: 'six', grades: ['06'], conditions: [changed] }))).toMatchObject([{ after: changed }]);
    }
  });
});
