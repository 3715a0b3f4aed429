import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { parseCloudEvent } from '#libs/contracts';
import { simulateDistrict, type SimulatedEvent, type SimulatedItem, type SimulationOptions } from './index.js';

const small: SimulationOptions = { district: 'maple', students: 120, seed: 7 };

function hashOf(items: Iterable<SimulatedItem>): string {
  const hash = createHash('sha256');
  for (const item of items) hash.update(`${JSON.stringify(item)}\n`);
  return hash.digest('hex');
}

function itemsOf(options: Partial<SimulationOptions> = {}): SimulatedItem[] {
  return [...simulateDistrict({ ...small, ...options })];
}

const daysIn = (items: readonly SimulatedItem[]): string[] => items.flatMap((item) => (item.kind === 'day' ? [item.date] : []));
const schoolDaysIn = (items: readonly SimulatedItem[]): string[] => daysIn(items).filter((date) => !date.endsWith('-07-01'));
const eventsIn = (items: readonly SimulatedItem[]) => items.flatMap((item) => (item.kind === 'event' ? [item.event] : []));

describe('A simulated district is the same for the same seed and options', () => {
  it('byte for byte', () => {
    expect(hashOf(simulateDistrict(small))).toBe(hashOf(simulateDistrict({ ...small })));
  });

  it('and another one for another seed, also beyond 32 bits', () => {
    const hashes = [7, 8, -7, 7 + 2 ** 32].map((seed) => hashOf(simulateDistrict({ ...small, seed, days: 5 })));
    expect(new Set(hashes).size).toBe(4);
  });

  it('and up to a day it is the beginning of one that goes on longer, into the next year too', () => {
    const lines = (until: string): string[] =>
      [...simulateDistrict({ ...small, students: 300, sections: true, attendanceTaking: 'exception-only', until })].map((item) =>
        JSON.stringify(item),
      );
    const longest = lines('2026-09-11');
    for (const until of ['2025-08-31', '2026-01-30', '2026-06-30', '2026-09-04']) {
      const shorter = lines(until);
      expect(shorter.length).toBeGreaterThan(0);
      expect(shorter.length).toBeLessThan(longest.length);
      expect(shorter.findIndex((line, n) => line !== longest[n])).toBe(-1);
    }
  });

  it('and 20 of its days are the beginning of 40', () => {
    const shorter = itemsOf({ days: 20 });
    expect(hashOf(itemsOf({ days: 40 }).slice(0, shorter.length))).toBe(hashOf(shorter));
  });
});

describe('How long it goes on', () => {
  it('is one school year of 180 days unless said otherwise', () => expect(daysIn(itemsOf())).toHaveLength(180));
  it('is so many school days, also over the end of a year', () => expect(schoolDaysIn(itemsOf({ days: 190 }))).toHaveLength(190));
  it('is full years before the days of the last', () => {
    const days = daysIn(itemsOf({ years: 3, days: 10, firstYear: 2024 }));
    expect(days.filter((date) => date.endsWith('-07-01'))).toEqual(['2024-07-01', '2025-07-01']);
    expect(days).toHaveLength(2 * 180 + 10 + 2);
    expect(days.at(-1)?.slice(0, 7)).toBe('2025-09');
    expect(days).toEqual(days.toSorted());
  });
  it('ends with the last school day on or before `until`', () => {
    const days = daysIn(itemsOf({ until: '2025-12-28' }));
    expect(days.at(-1)).toBe('2025-12-22');
    expect(itemsOf({ until: '2025-08-01' })).toEqual([]);
  });
});

describe('Every event', () => {
  const modes = [
    { attendanceTaking: 'affirmative', sections: false },
    { attendanceTaking: 'exception-only', sections: true },
    { attendanceTaking: 'mixed', sections: true },
  ] as const;

  it.each(modes)('keeps the contract ($attendanceTaking, sections $sections)', (mode) => {
    const refusals = new Set<string>();
    for (const { event } of streamed({ ...small, ...mode, students: 160, years: 2, days: 30 })) {
      const result = parseCloudEvent(JSON.stringify(event), { district: 'maple' });
      if (!result.ok) refusals.add(result.refusal.message);
    }
    expect([...refusals]).toEqual([]);
  });

  it('comes from the simulator, keyed by its subject, with an id that only its own duplicates share', () => {
    const contents = new Map<string, string>();
    let duplicates = 0;
    for (const { event } of streamed({ ...small, district: 'a b/c' })) {
      expect(event.source).toBe('/districts/a%20b%2Fc/simulator');
      expect(event.partitionkey).toBe(`a b/c/${event.subject}`);
      const body = JSON.stringify(event);
      if (contents.has(event.id)) duplicates += 1;
      expect(contents.get(event.id) ?? body).toBe(body);
      contents.set(event.id, body);
    }
    expect(duplicates).toBeGreaterThan(0);
  });

  it('is made within the hours of a school day, never on a day that has not begun', () => {
    let today = '';
    const wrong: string[] = [];
    for (const item of simulateDistrict(small)) {
      if (item.kind === 'day') today = item.date;
      else if (today !== '' && item.event.time.slice(0, 10) > today && !isEarlyNews(item.event)) wrong.push(item.event.id);
      else if (!/T(1\d|2[0-3]):/.test(item.event.time)) wrong.push(item.event.time);
    }
    expect(wrong).toEqual([]);
  });

  it('arrives once and in order where no disorder is wanted', () => {
    const disorder = { duplicate: 0, lateHours: 0, lateDays: 0 };
    const events = eventsIn(itemsOf({ disorder }));
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    const late = events.filter(({ time }, n) => n > 0 && time.slice(0, 10) < events[n - 1]!.time.slice(0, 10));
    // What is left are the deliberate ones: an older version after a newer one, attendance submitted the next morning.
    expect(late.length).toBeLessThan(events.length / 500);
  });
});

describe('A wrong option says what is expected', () => {
  it.each([
    [{ students: 0 }, 'students is 0: expected a whole number from 1 to 2000000.'],
    [{ seed: 1.5 }, 'seed is 1.5'],
    [{ until: '2026-02-30' }, 'until is "2026-02-30": expected a day that exists'],
    [{ district: '' }, 'district is "": expected an id of 1 to 200 characters.'],
    [{ disorder: { duplicate: 2 } }, 'disorder.duplicate is 2: expected a share from 0 to 1.'],
    [{ communities: 9 }, 'communities is 9 for 120 students'],
  ])('%j', (wrong, message) => expect(() => simulateDistrict({ ...small, ...wrong })).toThrow(message));
});

/** A snow day is announced on its own morning, though no school day begins on it. */
function isEarlyNews({ type, time }: SimulatedEvent): boolean {
  return type === 'homeroom.sis.calendar-published.v1' && time.endsWith('T10:30:00Z');
}

function* streamed(options: SimulationOptions) {
  for (const item of simulateDistrict(options)) if (item.kind === 'event') yield item;
}
