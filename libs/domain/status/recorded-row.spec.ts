import { describe, expect, it } from '@jest/globals';
import type { Profile } from '../profiles/profile.js';
import { isInclusive, isRecorded } from './recorded-row.js';

type Recorded = Parameters<typeof isRecorded>[0];
type Row = Parameters<typeof isRecorded>[1];

const attendance = { name: 'attendance', result: 'fail' } as const;
const math = { name: 'math', result: 'pass' } as const;

function recorded(status: string, ...conditions: readonly object[]): Recorded {
  return { status, conditions } as unknown as Recorded;
}

function row(status: string, ...conditions: readonly object[]): Row {
  return { status, conditions } as unknown as Row;
}

describe('a row', () => {
  it('is what is recorded where status and every result agree, whatever the values', () => {
    const shown = row('off-track', { ...attendance, value: 89.5 }, math);
    expect(isRecorded(recorded('off-track', { ...attendance, value: 88 }, math), shown)).toBe(true);
  });

  it.each([
    ['another status', row('at-risk', attendance, math)],
    ['another result', row('off-track', attendance, { ...math, result: 'fail' })],
    ['another condition', row('off-track', attendance, { ...math, name: 'ela' })],
    ['a condition more', row('off-track', attendance, math, { name: 'ela', result: 'pass' })],
    ['a condition less', row('off-track', attendance)],
  ])('is not where it has %s', (_what, shown) => {
    expect(isRecorded(recorded('off-track', attendance, math), shown)).toBe(false);
  });
});

describe('a value on the threshold', () => {
  const condition = (name: string, inclusive: boolean): object => ({ name, passes: { comparison: 'at-least', value: 90, inclusive } });
  const profile = {
    milestones: [
      { name: 'grade-6', conditions: [condition('attendance', false), condition('ela', true)] },
      { name: 'grade-8', conditions: [condition('attendance', true)] },
    ],
  } as unknown as Profile;

  it('passes as the condition of its milestone says', () => {
    expect(isInclusive(profile, 'grade-6', 'attendance')).toBe(false);
    expect(isInclusive(profile, 'grade-6', 'ela')).toBe(true);
    expect(isInclusive(profile, 'grade-8', 'attendance')).toBe(true);
  });

  it('passes where the rules do not know the milestone or the condition', () => {
    expect(isInclusive(profile, 'grade-9', 'attendance')).toBe(true);
    expect(isInclusive(profile, null, 'attendance')).toBe(true);
    expect(isInclusive(profile, 'grade-6', 'gpa')).toBe(true);
  });
});
