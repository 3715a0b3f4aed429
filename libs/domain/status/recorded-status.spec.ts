import { describe, expect, it } from '@jest/globals';
import { recordedStatus } from '#libs/testing';
import { evolveStatus, nothingRecorded, sharedStatus, type RecordedCondition, type RecordedStatus } from './recorded-status.js';

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
