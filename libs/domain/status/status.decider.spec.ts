import { describe, expect, it } from '@jest/globals';
import {
  fineThere,
  givenStatus as given,
  otherStatusRules as otherRules,
  recordedStatus as recorded,
  rowWith as row,
  statusRules as rules,
  stillFailingThere,
} from '#libs/testing';
import type { StatusRow } from './evaluation.js';
import type { Opening } from './recorded-status.js';

describe('what is recorded of a status', () => {
  it('the first evaluation, with everything it rests on', () => {
    expect(given().when({ row: row({ attendance: 'pass', gpa: 'caution' }) })).toEqual([
      {
        status: 'at-risk',
        previous: null,
        milestone: 'grade-6',
        gradeLevel: '06',
        schoolId: 'north',
        communityId: 'harbor',
        conditions: [
          { name: 'attendance', value: 1, threshold: 2, result: 'pass', inclusive: true },
          { name: 'gpa', value: 1, threshold: 2, result: 'caution', inclusive: false },
        ],
        asOf: '2025-10-10',
        profile: 'p',
        profileVersion: '1',
        cause: { id: 'event-10', position: 10, type: 'attendance-recorded.v1' },
      },
    ]);
  });

  it('a worsening, at once, whether or not a school day starts', () => {
    for (const dayTick of [false, true]) {
      const [event] = given(recorded({ attendance: 'pass', ela: 'pass' })).when({ row: row({ attendance: 'fail', ela: 'pass' }), dayTick });
      expect(event).toMatchObject({ status: 'off-track', previous: 'on-track', conditions: [{ result: 'fail' }, { result: 'pass' }] });
      expect(event).not.toHaveProperty('ended');
      expect(event?.conditions[0]).not.toHaveProperty('ended');
      expect(event).not.toHaveProperty('silent');
    }
  });

  it('a second failing condition of a student who is off track already', () => {
    expect(given(recorded({ attendance: 'fail', ela: 'pass' })).when({ row: row({ attendance: 'fail', ela: 'fail' }) })).toMatchObject([
      { status: 'off-track', previous: 'off-track', conditions: [{ result: 'fail' }, { result: 'fail' }] },
    ]);
  });

  it('nothing when only values change', () => {
    const same = row({ attendance: 'fail', ela: 'pass' });
    const values = { ...same, conditions: same.conditions.map((condition) => ({ ...condition, value: 99 })) };
    expect(given(recorded({ attendance: 'fail', ela: 'pass' })).when({ row: values, dayTick: true })).toEqual([]);
  });

  it('nothing of a cause at or below the recorded position', () => {
    const history = given(recorded({ attendance: 'pass' }, '2025-10-01', 10));
    expect(history.when({ row: row({ attendance: 'fail' }), position: 9 })).toEqual([]);
    expect(history.when({ row: row({ attendance: 'fail' }), position: 10 })).toEqual([]);
    expect(history.when({ row: row({ attendance: 'fail' }), position: 11 })).toHaveLength(1);
  });

  it('that nobody is to be told, where the cause is old news', () => {
    expect(given().when({ row: row({ attendance: 'fail' }), silent: true })).toMatchObject([{ silent: true }]);
  });

  it('another milestone, and conditions that were added, renamed or reordered', () => {
    const history = given(recorded({ attendance: 'pass', ela: 'pass' }));
    expect(history.when({ row: row({ attendance: 'pass', ela: 'pass' }, 'grade-8') })).toMatchObject([
      { milestone: 'grade-8', status: 'on-track' },
    ]);
    expect(history.when({ row: row({ attendance: 'pass', ela: 'pass', math: 'pass' }) })).toHaveLength(1);
    expect(history.when({ row: row({ attendance: 'pass', math: 'pass' }) })).toHaveLength(1);
    expect(history.when({ row: row({ ela: 'pass', attendance: 'pass' }) })).toHaveLength(1);
  });

  it('that nothing is known where the profile has no milestone', () => {
    const none = { ...row({}), milestone: null };
    expect(given().when({ row: none })).toMatchObject([{ status: 'insufficient-data', milestone: null, conditions: [] }]);
  });
});

describe('a failure that is over', () => {
  const history = given(recorded({ attendance: 'fail', ela: 'pass' }));
  const better = row({ attendance: 'caution', ela: 'pass' });

  it('was never true when today’s facts do not fail on the day it began: retracted at once', () => {
    for (const dayTick of [false, true]) {
      const [event] = history.when({ row: better, dayTick, atOpening: fineThere });
      expect(event).toMatchObject({ status: 'at-risk', previous: 'off-track', ended: 'corrected' });
      expect(event?.conditions).toMatchObject([{ result: 'caution', ended: 'corrected' }, { result: 'pass' }]);
      expect(event?.conditions[1]).not.toHaveProperty('ended');
    }
  });

  it('is a recovery when it still fails on that day: told when a school day starts, not before', () => {
    expect(history.when({ row: better, atOpening: stillFailingThere })).toEqual([]);
    expect(history.when({ row: better, dayTick: true, atOpening: stillFailingThere })).toMatchObject([
      { status: 'at-risk', ended: 'recovered', conditions: [{ result: 'caution', ended: 'recovered' }, { result: 'pass' }] },
    ]);
  });

  it('is asked for at the day and under the rules under which it began', () => {
    const asked: Opening[] = [];
    const atOpening = (opening: Opening): StatusRow => {
      asked.push(opening);
      return fineThere();
    };
    const since = given(
      recorded({ attendance: 'pass', ela: 'pass' }, '2025-09-10', 1),
      recorded({ attendance: 'fail', ela: 'pass' }, '2025-09-20', 2),
      recorded({ attendance: 'fail', ela: 'caution' }, '2025-09-25', 3),
    );
    since.when({ row: row({ attendance: 'pass', ela: 'caution' }), atOpening });
    expect(asked).toEqual([
      { asOf: '2025-09-20', ...rules },
      { asOf: '2025-09-20', ...rules },
    ]);
  });

  it('was never true when the student has no row on that day any more', () => {
    expect(history.when({ row: better, atOpening: () => null })).toMatchObject([
      { ended: 'corrected', conditions: [{ ended: 'corrected' }, {}] },
    ]);
  });

  it('was never true when that day knows no such condition', () => {
    expect(history.when({ row: better, atOpening: () => row({ ela: 'pass' }) })).toMatchObject([{ ended: 'corrected' }]);
  });
});

describe('a failure that is over under other rules', () => {
  const history = given(recorded({ attendance: 'fail' }, '2025-10-01'));
  const better = row({ attendance: 'pass' });
  /** By version and day: does it fail? */
  const failing =
    (fails: Record<string, boolean | null>) =>
    (opening: Opening): StatusRow | null => {
      const there = fails[`${opening.profileVersion} ${opening.asOf}`];
      return there === null || there === undefined ? null : row({ attendance: there ? 'fail' : 'pass' });
    };

  it('is a change of rules when the old rules still fail today: told at once', () => {
    const atOpening = failing({ '1 2025-10-01': true, '1 2025-10-10': true });
    expect(history.when({ row: better, rules: otherRules, atOpening })).toMatchObject([
      { ended: 'rule-changed', conditions: [{ ended: 'rule-changed' }] },
    ]);
    expect(history.when({ row: better, rules: { profile: 'q', profileVersion: '1' }, atOpening })).toMatchObject([
      { ended: 'rule-changed' },
    ]);
  });

  it('is a recovery when the old rules do not fail today either', () => {
    for (const failsToday of [false, null]) {
      const atOpening = failing({ '1 2025-10-01': true, '1 2025-10-10': failsToday });
      expect(history.when({ row: better, rules: otherRules, atOpening })).toEqual([]);
      expect(history.when({ row: better, rules: otherRules, atOpening, dayTick: true })).toMatchObject([{ ended: 'recovered' }]);
    }
  });

  it('was never true when the old rules do not fail on the day it began', () => {
    expect(history.when({ row: better, rules: otherRules, atOpening: failing({ '1 2025-10-01': false }) })).toMatchObject([
      { ended: 'corrected' },
    ]);
  });

  it('is told by the rules of today where the old ones are gone', () => {
    const gone = { '1 2025-10-01': null };
    expect(history.when({ row: better, rules: otherRules, atOpening: failing({ ...gone, '2 2025-10-01': false }) })).toMatchObject([
      { ended: 'rule-changed' },
    ]);
    const recovered = { row: better, rules: otherRules, atOpening: failing({ ...gone, '2 2025-10-01': true }) };
    expect(history.when(recovered)).toEqual([]);
    expect(history.when({ ...recovered, dayTick: true })).toMatchObject([{ ended: 'recovered' }]);
    expect(history.when({ row: better, rules: otherRules, atOpening: failing(gone) })).toMatchObject([{ ended: 'corrected' }]);
  });
});
