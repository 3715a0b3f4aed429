import { describe, expect, it } from '@jest/globals';
import { openMemoryDirectory, type ReceiptTally } from '#libs/directory';
import { openMemoryEventStore } from '#libs/event-store';
import { FixedClock } from '#libs/event-sourcing';
import { attendanceRecord, sisRecord } from '#libs/testing';
import { Intake, type IntakeStep } from './intake.js';

function opened(failPoint: (step: IntakeStep) => void = () => {}) {
  const { store, log } = openMemoryEventStore();
  const directory = openMemoryDirectory('a secret of the tests');
  const clock = new FixedClock('2025-09-01T23:10:00Z');
  return { log, directory, clock, intake: new Intake({ store, directory, clock, failPoint }) };
}

const countsOf = (tallies: readonly ReceiptTally[]): unknown[] =>
  tallies.map(({ record, schoolId, appended, unchanged }) => [record, schoolId, appended, unchanged]);
const absence = { record: attendanceRecord('absent-excused') };
const profile = { record: sisRecord('student-profile', { studentId: 's1', givenName: 'Ramona' }) };

describe('Receipts', () => {
  it('are kept of what leaves no event in the log, by the hour in which it came', async () => {
    const { directory, clock, intake } = opened();
    await intake.take([absence, profile]);
    expect(countsOf(await directory.receipts('lincoln'))).toEqual([['student-profile', null, 1, 0]]);
    clock.set('2025-09-02T00:10:00Z');
    await intake.take([absence, profile, absence]);
    const hours = { from: '2025-09-02T00', before: '2025-09-02T01' };
    expect(new Set(countsOf(await directory.receipts('lincoln', hours)))).toEqual(
      new Set([
        ['attendance-recorded', 'north', 0, 2],
        ['student-profile', null, 0, 1],
      ]),
    );
  });

  it('count what is delivered again after a crash as unchanged: of what was acknowledged none is missing', async () => {
    let crashes = true;
    const { directory, log, intake } = opened((step) => {
      if (step === 'after-append' && crashes) throw new Error('the process was killed');
    });
    await expect(intake.take([absence, absence])).rejects.toThrow('killed');
    expect(await directory.receipts('lincoln')).toEqual([]);
    crashes = false;
    await intake.take([absence, absence]);
    expect(await log.head()).toBe(1);
    expect(countsOf(await directory.receipts('lincoln'))).toEqual([['attendance-recorded', 'north', 0, 2]]);
  });
});
