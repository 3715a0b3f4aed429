import { describe, expect, it } from '@jest/globals';
import { affirmative, attended, conditionOf, enrolled, incident, mark, schoolsOf, YEAR } from '#libs/testing';
import { statusRow } from '../status/evaluation.js';
import { evolveStudentYear } from '../student-year/student-year.fold.js';
import { emptyStudentYear, type StudentFact } from '../student-year/student-year.state.js';
import { dayIndex } from '../time/school-date.js';
import type { Condition, Profile } from './profile.js';

function profileOf(condition: Omit<Condition, 'name' | 'sentence'>): Profile {
  const conditions = [{ name: 'it', sentence: 'It holds.', ...condition }];
  return { name: 'p', version: '1', title: 'P', source: 's', milestones: [{ name: 'm', grades: ['09'], conditions }] };
}

const atMost = (value: number, inclusive = true): Condition['passes'] => ({ comparison: 'at-most', value, inclusive });
const atLeast = (value: number, inclusive = true): Condition['passes'] => ({ comparison: 'at-least', value, inclusive });
const it9 = (profile: Profile, facts: StudentFact[], asOf = '2026-06-30') =>
  conditionOf('it', [enrolled('09'), ...facts], { profile, asOf });

describe('the building blocks of conditions', () => {
  it('a window looks at the last days only, the as-of day included', () => {
    const measure = { aggregate: 'ratio', of: 'present-days', over: 'enrolled-days', minimum: 1, window: { lastDays: 3 } } as const;
    const profile = profileOf({ measure, passes: atLeast(50) });
    const facts = attended('PPUUPT');
    expect(it9(profile, facts, '2025-09-04')).toMatchObject({ present: 1, enrolled: 3, value: 33.33, result: 'fail' });
    expect(it9(profile, facts, '2025-09-06')).toMatchObject({ present: 2, enrolled: 3, value: 66.67, result: 'pass' });
    expect(it9(profile, facts, '2025-09-02')).toMatchObject({ present: 2, enrolled: 2 });
  });

  it('a window of incidents forgets them after its last day', () => {
    const profile = profileOf({ measure: { aggregate: 'count', of: 'incidents', where: {}, window: { lastDays: 10 } }, passes: atMost(0) });
    const on = (asOf: string): unknown => it9(profile, [incident('other')], asOf)?.value;
    expect([on('2025-10-09'), on('2025-10-10'), on('2025-10-19'), on('2025-10-20')]).toEqual([0, 1, 1, 0]);
  });

  it('a window is evaluated anew every day, also on one state', () => {
    const profile = profileOf({ measure: { aggregate: 'count', of: 'incidents', where: {}, window: { lastDays: 10 } }, passes: atMost(0) });
    const state = [enrolled('09'), incident('other')].reduce(evolveStudentYear, emptyStudentYear(YEAR));
    const schools = schoolsOf({ north: [affirmative] });
    const status = (date: string): unknown => statusRow(state, { schools, profile, asOf: dayIndex(date, YEAR) })?.status;
    const dates = ['2025-10-09', '2025-10-10', '2025-10-19', '2025-10-20', '2025-10-19'];
    expect(dates.map(status)).toEqual(['on-track', 'off-track', 'off-track', 'on-track', 'off-track']);
  });

  it('tardies make absences in full groups, in a window too', () => {
    const measure = {
      aggregate: 'ratio',
      of: 'present-days',
      over: 'enrolled-days',
      minimum: 1,
      tardiesPerAbsence: 2,
      window: { lastDays: 5 },
    } as const;
    const profile = profileOf({ measure, passes: atLeast(50) });
    expect(it9(profile, attended('TTTPPTTT'), '2025-09-08')).toMatchObject({ present: 4, enrolled: 5 });
    expect(it9(profile, attended('TTTEE'), '2025-09-05')).toMatchObject({ present: 4, enrolled: 5 });
  });

  it('an exclusive bound fails on the value itself, upward and downward', () => {
    const count = { aggregate: 'count', of: 'incidents', where: {} } as const;
    expect(it9(profileOf({ measure: count, passes: atMost(1) }), [incident('none')])?.result).toBe('pass');
    expect(it9(profileOf({ measure: count, passes: atMost(1, false) }), [incident('none')])?.result).toBe('fail');
    expect(it9(profileOf({ measure: count, passes: atMost(1, false) }), [])?.result).toBe('pass');
    const clear = profileOf({ measure: count, passes: atMost(5), clear: atMost(1, false) });
    expect(it9(clear, [incident('none')])?.result).toBe('caution');
  });

  it('incidents are filtered by action and by category, both', () => {
    const where = { actions: ['removal'], categories: ['other'] } as const;
    const profile = profileOf({ measure: { aggregate: 'count', of: 'incidents', where }, passes: atMost(0) });
    const facts = [
      incident('removal'),
      incident('other', { incidentId: 'b', category: 'other' }),
      incident('removal', { incidentId: 'c', category: 'other' }),
    ];
    expect(it9(profile, facts)?.value).toBe(1);
  });

  it('marks are filtered by final and summer before the current one of a course is found', () => {
    const lowest = (where: { final?: boolean; summer?: boolean }): unknown =>
      it9(
        profileOf({
          measure: { aggregate: 'min', of: 'marks', value: 'letter', where },
          passes: { comparison: 'at-least', value: 'D', inclusive: true },
        }),
        [
          mark('ela', 'C', { termId: 'a', termEnd: '2025-11-01', final: true }),
          mark('ela', 'F', { termId: 'b', termEnd: '2025-12-01' }),
          mark('ela', 'D', { termId: 'c', termEnd: '2026-06-20', final: true, summer: true }),
        ],
      )?.value;
    expect(lowest({})).toBe('D');
    expect(lowest({ final: true, summer: false })).toBe('C');
    expect(lowest({ final: false })).toBe('F');
    expect(lowest({ summer: true })).toBe('D');
  });

  it('a condition is asked for from its due day on, in either half of the school year', () => {
    const count = { aggregate: 'count', of: 'incidents', where: {} } as const;
    const asked = (due: string, asOf: string): boolean =>
      it9(profileOf({ measure: count, passes: atMost(0), due }), [], asOf) !== undefined;
    expect([asked('10-01', '2025-09-30'), asked('10-01', '2025-10-01'), asked('10-01', '2026-03-01')]).toEqual([false, true, true]);
    expect([asked('02-01', '2026-01-31'), asked('02-01', '2026-02-01')]).toEqual([false, true]);
    const ratio = { aggregate: 'ratio', of: 'present-days', over: 'enrolled-days', minimum: 1 } as const;
    expect(it9(profileOf({ measure: ratio, passes: atLeast(90), due: '02-01' }), attended('U'), '2026-01-31')).toBeUndefined();
  });
});
