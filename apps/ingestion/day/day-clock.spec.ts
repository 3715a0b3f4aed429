import { describe, expect, it } from '@jest/globals';
import { openMemoryEventStore } from '#libs/event-store';
import { FixedClock, type EventStore } from '#libs/event-sourcing';
import { lastSchoolDay } from '#libs/views';
import { districtToday, startSchoolDay } from './day-clock.js';

const SOURCE = '/districts/lincoln/clock';
const start = (store: EventStore, date: string): Promise<boolean> => startSchoolDay(store, 'lincoln', date, SOURCE);

describe("the district's day", () => {
  it('starts a later day and never an earlier one or the same again', async () => {
    const { store } = openMemoryEventStore();
    expect(await lastSchoolDay(store, 'lincoln')).toBeNull();
    expect(await start(store, '2025-09-02')).toBe(true);
    expect(await start(store, '2025-09-02')).toBe(false);
    expect(await start(store, '2025-09-01')).toBe(false);
    expect(await start(store, '2025-09-03')).toBe(true);
    expect(await lastSchoolDay(store, 'lincoln')).toBe('2025-09-03');
    const events = await store.readStream('district-lincoln');
    expect(events.map(({ type, data }) => [type, data])).toEqual([
      ['school-day-started.v1', { date: '2025-09-02' }],
      ['school-day-started.v1', { date: '2025-09-03' }],
    ]);
  });

  it('is the same event whoever starts it, and another one in another district', async () => {
    const idOf = async (district: string): Promise<string | undefined> => {
      const { store } = openMemoryEventStore();
      await startSchoolDay(store, district, '2025-09-02', SOURCE);
      return (await store.readStream(`district-${district}`))[0]?.id;
    };
    expect(await idOf('lincoln')).toBe(await idOf('lincoln'));
    expect(await idOf('lincoln')).not.toBe(await idOf('grant'));
  });

  it('is found behind any number of other facts of the district', async () => {
    const { store } = openMemoryEventStore();
    await start(store, '2025-09-02');
    for (let revision = 0; revision < 120; revision++) {
      const id = `00000000-0000-4000-8000-${String(revision).padStart(12, '0')}`;
      const event = { id, type: 'profile-adopted.v1', data: {}, metadata: {} };
      await store.append({ stream: 'district-lincoln', expectedRevision: revision, events: [event] });
    }
    expect(await lastSchoolDay(store, 'lincoln')).toBe('2025-09-02');
    expect(await start(store, '2025-09-02')).toBe(false);
    expect(await start(store, '2025-09-03')).toBe(true);
  });

  it('starts once when two start it at the same time', async () => {
    const { store } = openMemoryEventStore();
    await Promise.all([start(store, '2025-09-02'), start(store, '2025-09-02'), start(store, '2025-09-03')]);
    expect(await lastSchoolDay(store, 'lincoln')).toBe('2025-09-03');
    const dates = (await store.readStream('district-lincoln')).map(({ data }) => (data as { readonly date: string }).date);
    expect(dates).toEqual([...new Set(dates)].sort());
  });

  it('is the local date at its place', () => {
    const clock = new FixedClock('2026-01-01T03:30:00Z');
    expect(districtToday(clock, 'America/Chicago')).toBe('2025-12-31');
    expect(districtToday(clock, 'UTC')).toBe('2026-01-01');
    expect(districtToday(clock, 'Pacific/Auckland')).toBe('2026-01-01');
  });
});
