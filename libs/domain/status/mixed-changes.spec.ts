import { describe, expect, it } from '@jest/globals';
import {
  fineThere,
  givenStatus as given,
  recordedStatus as recorded,
  rowWith as row,
  statusRules as rules,
  stillFailingThere,
} from '#libs/testing';
import { evolveStatus, nothingRecorded } from './recorded-status.js';

describe('when one condition worsens while another recovers', () => {
  const history = given(recorded({ attendance: 'fail', ela: 'pass' }));

  it('the worsening is recorded at once beside the old result, the recovery when a school day starts', () => {
    const both = row({ attendance: 'pass', ela: 'fail' });
    const [first] = history.when({ row: both, atOpening: stillFailingThere });
    expect(first).toMatchObject({
      status: 'off-track',
      conditions: [
        { name: 'attendance', result: 'fail' },
        { name: 'ela', result: 'fail' },
      ],
    });
    expect(first).not.toHaveProperty('ended');
    const [second] = given(recorded({ attendance: 'fail', ela: 'pass' }), ...(first ? [first] : [])).when({
      row: both,
      dayTick: true,
      position: 11,
      atOpening: stillFailingThere,
    });
    expect(second).toMatchObject({
      status: 'off-track',
      previous: 'off-track',
      conditions: [{ result: 'pass', ended: 'recovered' }, { result: 'fail' }],
    });
    expect(second).not.toHaveProperty('ended');
  });

  it('a correction of one and the recovery of another end a status that was true when it began', () => {
    const two = given(recorded({ attendance: 'fail', ela: 'fail' }));
    const half = two.when({ row: row({ attendance: 'pass', ela: 'pass' }), atOpening: () => row({ attendance: 'fail', ela: 'pass' }) });
    expect(half).toMatchObject([{ status: 'off-track', conditions: [{ result: 'fail' }, { result: 'pass', ended: 'corrected' }] }]);
    const tick = two.when({
      row: row({ attendance: 'pass', ela: 'pass' }),
      dayTick: true,
      atOpening: () => row({ attendance: 'fail', ela: 'pass' }),
    });
    expect(tick).toMatchObject([{ status: 'on-track', ended: 'recovered', conditions: [{ ended: 'recovered' }, { ended: 'corrected' }] }]);
  });

  it('a correction that ends off-track is told at once, though another failure had been true when it began', () => {
    const since = given(
      recorded({ attendance: 'fail', ela: 'pass' }, '2025-09-10', 1),
      recorded({ attendance: 'fail', ela: 'fail' }, '2025-09-20', 2),
      recorded({ attendance: 'pass', ela: 'fail' }, '2025-09-30', 3),
    );
    const atOpening = ({ asOf }: { asOf: string }) => row({ attendance: asOf === '2025-09-10' ? 'fail' : 'pass', ela: 'pass' });
    expect(since.when({ row: row({ attendance: 'pass', ela: 'pass' }), atOpening })).toMatchObject([
      { status: 'on-track', ended: 'recovered', conditions: [{ result: 'pass' }, { result: 'pass', ended: 'corrected' }] },
    ]);
  });

  it('improvements short of failing wait for the day too, and carry no ending', () => {
    const caution = given(recorded({ attendance: 'caution', ela: 'insufficient-data' }));
    const good = row({ attendance: 'pass', ela: 'pass' });
    const before = () => row({ attendance: 'caution', ela: 'insufficient-data' });
    expect(caution.when({ row: good, atOpening: before })).toEqual([]);
    const [event] = caution.when({ row: good, dayTick: true, atOpening: before });
    expect(event).toMatchObject({ status: 'on-track', previous: 'insufficient-data' });
    expect(JSON.stringify(event)).not.toContain('ended');
    expect(caution.when({ row: good, atOpening: fineThere })).toMatchObject([{ status: 'on-track' }]);
  });

  it('a failure that only becomes unknown has ended', () => {
    expect(history.when({ row: row({ attendance: 'insufficient-data', ela: 'pass' }), atOpening: fineThere })).toMatchObject([
      { status: 'insufficient-data', ended: 'corrected', conditions: [{ result: 'insufficient-data', ended: 'corrected' }, {}] },
    ]);
  });
});

describe('when the milestone changes', () => {
  const history = given(recorded({ attendance: 'fail', gpa: 'fail' }, '2025-10-01', 1, 'grade-8'));

  it('a failing condition that is no longer asked for is a recovery, told when a school day starts', () => {
    const now = {
      row: row({ attendance: 'pass' }, 'consistent-attendance'),
      atOpening: () => row({ attendance: 'fail', gpa: 'fail' }, 'grade-8'),
    };
    const only = given(recorded({ gpa: 'fail' }, '2025-10-01', 1, 'grade-8'));
    expect(only.when(now)).toEqual([]);
    expect(only.when({ ...now, dayTick: true })).toMatchObject([
      { status: 'on-track', milestone: 'consistent-attendance', ended: 'recovered' },
    ]);
    expect(history.when(now)).toMatchObject([
      { milestone: 'consistent-attendance', status: 'off-track', conditions: [{ result: 'fail' }] },
    ]);
  });

  it('because the grade was corrected, it was never true: told at once', () => {
    const now = { row: row({ attendance: 'pass' }, 'grade-6'), atOpening: () => row({ attendance: 'pass' }, 'grade-6') };
    expect(history.when(now)).toMatchObject([{ status: 'on-track', ended: 'corrected', conditions: [{ ended: 'corrected' }] }]);
  });

  it('a condition that becomes asked for and fails is recorded at once', () => {
    expect(given(recorded({ attendance: 'pass' })).when({ row: row({ attendance: 'pass', gpa: 'fail' }, 'grade-8') })).toMatchObject([
      { status: 'off-track', previous: 'on-track', milestone: 'grade-8' },
    ]);
  });
});

describe('what the status stream says', () => {
  it('keeps since when the status and each result stand, and the position up to which causes are decided', () => {
    const state = [
      recorded({ attendance: 'fail', ela: 'pass' }, '2025-09-10', 1),
      recorded({ attendance: 'fail', ela: 'caution' }, '2025-09-20', 5),
      { ...recorded({ attendance: 'pass', ela: 'caution' }, '2025-09-30', 9), profileVersion: '2' },
    ].reduce(evolveStatus, nothingRecorded);
    expect(state).toMatchObject({ status: 'at-risk', milestone: 'grade-6', causePosition: 9 });
    expect(state.opened).toEqual({ asOf: '2025-09-30', profile: 'p', profileVersion: '2' });
    expect(state.openedConditions).toEqual({
      attendance: { asOf: '2025-09-30', profile: 'p', profileVersion: '2' },
      ela: { asOf: '2025-09-20', ...rules },
    });
  });

  it('keeps the opening of a status through further changes and forgets how conditions ended', () => {
    const ended = recorded({ attendance: 'pass', ela: 'fail' }, '2025-09-20', 2);
    const [first, ...rest] = ended.conditions;
    const state = [
      recorded({ attendance: 'fail', ela: 'fail' }, '2025-09-10', 1),
      { ...ended, conditions: [...(first ? [{ ...first, ended: 'recovered' as const }] : []), ...rest] },
    ].reduce(evolveStatus, nothingRecorded);
    expect(state.opened?.asOf).toBe('2025-09-10');
    expect(JSON.stringify(state.conditions)).not.toContain('ended');
    expect(state.conditions).toHaveLength(2);
  });

  it('opens a first status and its conditions on its own day', () => {
    const state = evolveStatus(nothingRecorded, recorded({ attendance: 'fail' }, '2025-09-10', 1));
    expect([state.opened, state.openedConditions['attendance']]).toEqual([
      { asOf: '2025-09-10', ...rules },
      { asOf: '2025-09-10', ...rules },
    ]);
  });
});
