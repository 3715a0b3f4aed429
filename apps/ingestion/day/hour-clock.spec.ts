import { describe, expect, it } from '@jest/globals';
import { openMemoryEventStore } from '#libs/event-store';
import { FixedClock } from '#libs/event-sourcing';
import { districtHour, startSchoolHours } from './hour-clock.js';

const SOURCE = '/districts/lincoln/clock';

function district() {
  const { store } = openMemoryEventStore();
  const start = (date: string, upTo: number): Promise<void> => startSchoolHours(store, 'lincoln', { date, upTo }, SOURCE);
  const hours = async (): Promise<string[]> =>
    (await store.readStream('district-lincoln')).map(({ data }) => Object.values(data as object).join(' '));
  return { store, start, hours };
}

describe('the hours of a district’s day', () => {
  it('begin one after the other, those too in which nobody kept the clock', async () => {
    const { start, hours } = district();
    await start('2025-10-10', 1);
    await start('2025-10-10', 1);
    await start('2025-10-10', 4);
    expect(await hours()).toEqual(['2025-10-10 0', '2025-10-10 1', '2025-10-10 2', '2025-10-10 3', '2025-10-10 4']);
  });

  it('never go back, whatever the clock says', async () => {
    const { start, hours } = district();
    await start('2025-10-10', 1);
    await start('2025-10-10', 0);
    await start('2025-10-09', 23);
    expect(await hours()).toHaveLength(2);
    await start('2025-10-13', 0);
    expect((await hours()).at(-1)).toBe('2025-10-13 0');
  });

  it('are the same events whoever starts them, once when two do at the same time', async () => {
    const { store, start, hours } = district();
    await Promise.all([start('2025-10-10', 2), start('2025-10-10', 2), start('2025-10-10', 3)]);
    expect(await hours()).toHaveLength(4);
    const other = district();
    await other.start('2025-10-10', 3);
    const ids = async (of: typeof store): Promise<string[]> => (await of.readStream('district-lincoln')).map(({ id }) => id);
    expect(await ids(other.store)).toEqual(await ids(store));
  });

  it('are those of the clock on the wall there', () => {
    const hourAt = (now: string, zone: string): number => districtHour(new FixedClock(now), zone);
    expect(hourAt('2025-07-10T04:30:00Z', 'America/New_York')).toBe(0);
    expect(hourAt('2025-12-10T04:30:00Z', 'America/New_York')).toBe(23);
    expect(hourAt('2025-12-10T04:30:00Z', 'Asia/Kolkata')).toBe(10);
  });
});
