import { describe, expect, it } from '@jest/globals';
import { schoolYearOf } from '#libs/domain';
import { calendarOf, weekdayOf } from './calendar.js';

const calendars = Array.from({ length: 60 }, (_, n) => calendarOf(n % 6, 2020 + Math.floor(n / 6)));

describe('The calendar of a school year', () => {
  it('has 180 days of school, in order and each once, on weekdays of that school year', () => {
    for (const { days, schoolYear } of calendars) {
      expect(days).toHaveLength(180);
      expect([...new Set(days)].toSorted()).toEqual(days);
      expect(days.filter((date) => weekdayOf(date) % 6 === 0 || schoolYearOf(date) !== schoolYear)).toEqual([]);
    }
  });

  it('runs from late August to June', () => {
    for (const { days, schoolYear } of calendars) {
      expect(days[0]?.slice(0, 8)).toBe(`${schoolYear - 1}-08-`);
      expect(days[0]?.slice(8) ?? '').toMatch(/^(2[2-9]|3[01])$/);
      expect(days.at(-1)?.slice(5) ?? '').toMatch(/^06-/);
    }
  });

  it('leaves out holidays', () => {
    const holidays = [
      '2024-09-02',
      '2024-10-14',
      '2024-11-11',
      '2024-11-28',
      '2024-12-25',
      '2025-01-01',
      '2025-01-20',
      '2025-02-17',
      '2025-05-26',
    ];
    for (const { days } of calendars.filter(({ schoolYear }) => schoolYear === 2025)) {
      expect(days.filter((date) => holidays.includes(date))).toEqual([]);
    }
  });

  it('is published anew for each day lost to snow, which is made up for in June', () => {
    expect(calendars.some(({ versions }) => versions.length > 1)).toBe(true);
    for (const { versions, days } of calendars) {
      expect(versions[0]?.knownOn).toBeNull();
      expect(versions.at(-1)?.days).toEqual(days);
      versions.forEach(({ knownOn, days: after }, n) => {
        if (knownOn === null) return;
        const before = versions[n - 1]?.days ?? [];
        expect(before).toContain(knownOn);
        expect(after).not.toContain(knownOn);
        expect(after).toHaveLength(180);
        expect(after.at(-1)! > before.at(-1)!).toBe(true);
      });
    }
  });
});
