import { describe, expect, it } from '@jest/globals';
import { otherStatusRules, recordedStatus, statusRules } from '#libs/testing';
import {
  evolveStatus,
  nothingRecorded,
  sharedStatus,
  type Opening,
  type RecordedCondition,
  type RecordedStatus,
} from './recorded-status.js';

const incidents: RecordedCondition = { name: 'incidents', value: 2, threshold: 1, result: 'fail', inclusive: true };
const attendance: RecordedCondition = { ...incidents, name: 'attendance', value: 90, threshold: 90, present: 9, enrolled: 10 };

/** Read anew for each student, as from a log. */
function after(...conditions: readonly RecordedCondition[]): RecordedStatus {
  return evolveStatus(nothingRecorded, structuredClone({ ...recordedStatus({}), conditions }));
}

describe('what is recorded alike of many students stands once', () => {
  it('is a condition with its value, and when it began', () => {
    const [one, same] = [after(incidents), after(incidents)];
    expect(one.conditions[0]).toBe(same.conditions[0]);
    expect(one.opened).toBe(same.opened);
    const stored = sharedStatus(JSON.parse(JSON.stringify(one)) as RecordedStatus);
    expect(stored).toEqual(one);
    expect(stored.conditions[0]).toBe(one.conditions[0]);
  });

  it.each([{ name: 'suspensions' }, { value: 3 }, { threshold: 2 }, { result: 'caution' as const }, { inclusive: false }])(
    'is not shared with another one: %j',
    (other) => {
      expect(after({ ...incidents, ...other }).conditions).toEqual([{ ...incidents, ...other }]);
    },
  );

  it('keeps the days of each student, and no ending, which belongs to the event', () => {
    after(attendance);
    const other = { ...attendance, present: 18, enrolled: 20 };
    expect(after({ ...other, ended: 'recovered' }, { ...incidents, ended: 'corrected' }).conditions).toEqual([other, incidents]);
  });
});

describe('when something began', () => {
  const since = (asOf: string, other: Partial<Opening> = {}): RecordedStatus =>
    [{ ...recordedStatus({ attendance: 'fail', ela: 'pass' }, asOf), ...other }].reduce(evolveStatus, nothingRecorded);
  const one = since('2025-09-20');

  // What is shared is remembered: only what never came before is kept.
  let year = 3000;
  it('is kept as what it is, for a day that nobody has asked for yet', () => {
    const asOf = `${year++}-09-20`;
    expect(since(asOf).opened).toEqual({ asOf, ...statusRules });
  });

  it('stands once for all of whom it began on one day under the same rules', () => {
    const other = since('2025-09-20');
    expect([other.opened, other.openedConditions['attendance'], other.openedConditions['ela']].every((at) => at === one.opened)).toBe(true);
  });

  it.each([
    { asOf: '2025-09-21', ...statusRules },
    { asOf: '2025-09-20', ...otherStatusRules },
    { asOf: '2025-09-20', ...statusRules, profile: 'q' },
  ])('is another thing for %j', (at) => {
    expect(since(at.asOf, at)).toMatchObject({ opened: at, openedConditions: { attendance: at, ela: at } });
  });

  it('stands once also for a state that was read from where it is stored, which is the same otherwise', () => {
    const stored = structuredClone(one);
    const shared = sharedStatus(stored);
    expect(shared).toEqual(stored);
    expect([shared.opened, shared.openedConditions['attendance'], shared.openedConditions['ela']].every((at) => at === one.opened)).toBe(
      true,
    );
    expect(sharedStatus(structuredClone(nothingRecorded))).toEqual(nothingRecorded);
  });
});
