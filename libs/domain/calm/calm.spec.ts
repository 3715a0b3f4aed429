import { describe, expect, it } from '@jest/globals';
import { shippedTriggerSet } from '../triggers/shipped-trigger-sets.js';
import type { Calm } from '../triggers/trigger.js';
import { isLate } from './late.js';
import { isWithin } from './moment.js';
import { decidePush, type Circumstances, type Intended } from './push.js';
import { isWave, studentsInWindow } from './wave.js';

const calm = shippedTriggerSet('off-track')?.calm as Calm;
const intended: Intended = { about: 'raised', severity: 'warning', isCoolingDown: false, isInWave: false };
const circumstances: Circumstances = {
  moment: { date: '2025-10-10', hour: 10 },
  isSchoolDay: true,
  interruptions: 0,
  wasInterrupted: true,
};

const push = (some: Partial<Intended>, more: Partial<Circumstances> = {}): unknown =>
  decidePush({ ...intended, ...some }, { ...circumstances, ...more }, calm);

describe('a notice interrupts', () => {
  it('in the open hours of a school day, within the budget', () => {
    expect(push({})).toEqual({ push: 'now' });
    expect(push({}, { interruptions: calm.dailyBudget - 1 })).toEqual({ push: 'now' });
    expect(push({}, { moment: { date: '2025-10-10', hour: null } })).toEqual({ push: 'now' });
  });

  it.each<[string, Partial<Intended>, Partial<Circumstances>, string]>([
    ['beyond the budget of the district', {}, { interruptions: calm.dailyBudget }, 'budget'],
    ['beyond the budget of the person', {}, { interruptions: 2, dailyBudget: 2 }, 'budget'],
    ['in the evening', {}, { moment: { date: '2025-10-10', hour: 18 } }, 'quiet-hours'],
    ['in an hour that the person keeps quiet', { severity: 'urgent' }, { quietHours: { from: 10, to: 11 } }, 'quiet-hours'],
    ['before the morning', { severity: 'urgent' }, { moment: { date: '2025-10-10', hour: 6 } }, 'quiet-hours'],
    ['on a day without school', { severity: 'urgent' }, { isSchoolDay: false }, 'no-school-day'],
    ['when it is only for notice', { severity: 'notice' }, {}, 'severity'],
    ['soon after the last one', { isCoolingDown: true }, {}, 'cool-down'],
    ['as one of very many', { isInWave: true }, {}, 'wave'],
    ['as good news', { about: 'resolved' }, {}, 'ending'],
    ['when other rules have closed the alert', { about: 'closed', severity: 'urgent' }, {}, 'ending'],
    ['when what is taken back had not interrupted', { about: 'retracted' }, { wasInterrupted: false }, 'ending'],
  ])('not %s: the digest has it', (_, some, more, heldBy) => {
    expect(push(some, more)).toEqual({ push: 'digest', heldBy });
  });

  it('though much is told, when it is urgent', () => {
    expect(push({ severity: 'urgent', isCoolingDown: true, isInWave: true }, { interruptions: 99 })).toEqual({ push: 'now' });
  });

  it('again when what had interrupted is taken back', () => {
    expect(push({ about: 'retracted' })).toEqual({ push: 'now' });
    expect(push({ about: 'retracted', severity: 'notice' })).toEqual({ push: 'now' });
  });
});

describe('hours', () => {
  it('may lie within a day or pass midnight', () => {
    const within = (from: number, to: number): number[] => [0, 6, 7, 12, 17, 18, 23].filter((hour) => isWithin({ from, to }, hour));
    expect(within(7, 18)).toEqual([7, 12, 17]);
    expect(within(18, 7)).toEqual([0, 6, 18, 23]);
    expect(within(7, 7)).toEqual([]);
  });
});

describe('many at once', () => {
  const turnedOff = (count: number, date = '2025-10-10'): Map<string, string> =>
    new Map(Array.from({ length: count }, (_, index) => [`k${String(index).padStart(2, '0')}`, date]));

  it('are a wave when they are more than the share of their community, and not too few', () => {
    expect(isWave(turnedOff(16), 100, '2025-10-10', calm)).toBe(true);
    expect(isWave(turnedOff(15), 100, '2025-10-10', calm)).toBe(false);
    expect(isWave(turnedOff(9), 20, '2025-10-10', calm)).toBe(false);
    expect(isWave(turnedOff(calm.wave.leastStudents), 20, '2025-10-10', calm)).toBe(true);
  });

  it('are counted over the last days only', () => {
    expect(isWave(turnedOff(16), 100, '2025-10-12', calm)).toBe(true);
    expect(isWave(turnedOff(16), 100, '2025-10-13', calm)).toBe(false);
    const some = new Map([['z', '2025-10-12'], ...turnedOff(1), ['a', '2025-10-13']]);
    expect(studentsInWindow(some, '2025-10-12', 3)).toEqual(['k00', 'z']);
  });
});

describe('a cause is history', () => {
  const late = (date: string | null, knownAt: string | null, today = '2025-10-20'): boolean => isLate({ date, knownAt }, 2026, today, 14);

  it('when it happened, or was known, longer ago than is told', () => {
    expect([late('2025-10-06', null), late('2025-10-05', null)]).toEqual([false, true]);
    expect([late(null, '2025-10-06T00:00:00Z'), late(null, '2025-10-05T23:59:59Z')]).toEqual([false, true]);
    expect(late('2025-10-19', '2025-09-01T00:00:00Z')).toBe(true);
    expect(late(null, null)).toBe(false);
  });

  it('when its school year is over', () => {
    expect([late(null, null, '2026-06-30'), late(null, null, '2026-07-01')]).toEqual([false, true]);
  });
});
