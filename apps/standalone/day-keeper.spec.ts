import { describe, expect, it } from '@jest/globals';
import { schoolYearOf } from '#libs/domain';
import { openMemoryEventStore } from '#libs/event-store';
import { FixedClock } from '#libs/event-sourcing';
import { openMemoryReadModels } from '#libs/read-models';
import { HistoryBuilder } from '#libs/testing';
import { lastSchoolDay } from '#libs/views';
import { DayKeeper } from '../ingestion/index.js';
import { Workers } from './workers.js';

/** A district of which something has come in. */
async function district(now: string, { except = null, timeZone = 'America/New_York' }: { except?: string | null; timeZone?: string } = {}) {
  const { store, log } = openMemoryEventStore();
  const models = openMemoryReadModels();
  const clock = new FixedClock(now);
  const history = new HistoryBuilder(store);
  const keeper = new DayKeeper({ store, log, models, clock, timeZone, except });
  const told = (): Promise<void> => new Workers({ store, log, models, clock }).runToEnd();
  await history.student('aa000000000000000000000000000001', 2026, 'student-enrolled', {
    schoolId: 's1',
    gradeLevel: '05',
    entryDate: '2025-09-01',
  });
  await told();
  const hours = async (): Promise<unknown[]> =>
    (await store.readStream('district-d1'))
      .filter(({ type }) => type === 'school-hour-started.v1')
      .map(({ data }) => (data as { hour: number }).hour);
  return { keeper, clock, history, told, hours, day: () => lastSchoolDay(store, 'd1') };
}

describe('The school day of a real district', () => {
  it('starts by the date at its place', async () => {
    const { keeper, clock, history, told, day } = await district('2025-10-24T03:59:00Z');
    await history.calendar('s1', 2026);
    await told();
    await keeper.check();
    expect(await day()).toBe('2025-10-23');
    clock.set('2025-10-24T04:01:00Z');
    await keeper.check();
    expect(await day()).toBe('2025-10-24');
  });

  it('does not start while every school is closed', async () => {
    const { keeper, clock, history, told, day } = await district('2025-10-24T16:00:00Z');
    await history.calendar('s1', 2026);
    await told();
    await keeper.check();
    clock.set('2025-10-25T16:00:00Z');
    await keeper.check();
    expect(await day()).toBe('2025-10-24');
  });

  it('begins with a school year, though every school is closed: on July 1 at its place', async () => {
    const { keeper, clock, history, told, day } = await district('2026-06-05T16:00:00Z');
    await history.calendar('s1', 2026);
    await history.calendar('s1', 2027);
    await told();
    await keeper.check();
    for (const [now, expected] of [
      ['2026-07-01T03:59:00Z', '2026-06-05'],
      ['2026-07-01T04:01:00Z', '2026-07-01'],
      ['2026-07-02T16:00:00Z', '2026-07-01'],
      ['2026-09-01T16:00:00Z', '2026-09-01'],
    ] as const) {
      clock.set(now);
      await keeper.check();
      expect(await day()).toBe(expected);
    }
  });

  it.each([
    ['Pacific/Auckland', '2026-06-30T11:59:59Z', '2026-06-30T12:00:00Z'],
    ['Europe/Berlin', '2026-06-30T21:59:59Z', '2026-06-30T22:00:00Z'],
    ['Pacific/Honolulu', '2026-07-01T09:59:59Z', '2026-07-01T10:00:00Z'],
  ])('ends its school year by the date in %s', async (timeZone, before, after) => {
    const { keeper, clock, history, told, day } = await district('2026-06-04T16:00:00Z', { timeZone });
    await history.calendar('s1', 2026);
    await history.calendar('s1', 2027);
    await told();
    await keeper.check();
    clock.set(before);
    await keeper.check();
    expect(schoolYearOf((await day()) ?? '')).toBe(2026);
    clock.set(after);
    await keeper.check();
    expect(await day()).toBe('2026-07-01');
  });

  it('starts on any date while no calendar of the year is known', async () => {
    const { keeper, day } = await district('2025-10-25T16:00:00Z');
    await keeper.check();
    expect(await day()).toBe('2025-10-25');
  });

  it('has its hours, up to the present one', async () => {
    const { keeper, clock, hours } = await district('2025-10-24T14:59:00Z');
    await keeper.check();
    expect(await hours()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    clock.set('2025-10-24T15:01:00Z');
    await keeper.check();
    await keeper.check();
    expect((await hours()).slice(-2)).toEqual([10, 11]);
  });

  it('does not go back with a clock that is set back, and goes on when that is there again', async () => {
    const { keeper, clock, day } = await district('2025-10-24T16:00:00Z');
    await keeper.check();
    for (const [now, expected] of [
      ['2025-10-20T16:00:00Z', '2025-10-24'],
      ['2025-10-24T17:00:00Z', '2025-10-24'],
      ['2025-10-27T16:00:00Z', '2025-10-27'],
    ] as const) {
      clock.set(now);
      await keeper.check();
      expect(await day()).toBe(expected);
    }
  });

  it('is left alone where it is simulated', async () => {
    const { keeper, day } = await district('2025-10-24T16:00:00Z', { except: 'd1' });
    await keeper.check();
    expect(await day()).toBeNull();
  });
});
