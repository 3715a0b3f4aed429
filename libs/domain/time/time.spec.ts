import { fc } from '@fast-check/jest';
import { describe, expect, it } from '@jest/globals';
import { compareInstants, normalizeInstant } from './instant.js';
import {
  addDays,
  dateAt,
  dayIndex,
  daysBetween,
  DAYS_IN_SCHOOL_YEAR,
  firstDayOf,
  isSchoolDate,
  lastDayOf,
  liveAsOf,
  schoolYearOf,
} from './school-date.js';

describe('instants', () => {
  it.each([
    ['2025-09-01T12:00:00Z', '2025-09-01T12:00:00Z'],
    ['2025-09-01t12:00:00z', '2025-09-01T12:00:00Z'],
    ['2025-09-01T12:00:00.250Z', '2025-09-01T12:00:00.25Z'],
    ['2025-09-01T12:00:00.000Z', '2025-09-01T12:00:00Z'],
    ['2025-09-01T12:00:00.123456789012Z', '2025-09-01T12:00:00.123456789012Z'],
    ['2025-09-01T12:00:00.5+02:00', '2025-09-01T10:00:00.5Z'],
    ['2025-09-01T00:30:00+01:30', '2025-08-31T23:00:00Z'],
    ['2025-09-01T23:59:00+23:59', '2025-09-01T00:00:00Z'],
    ['2025-12-31T23:00:00-05:00', '2026-01-01T04:00:00Z'],
    ['2025-09-01T12:00:00+00:00', '2025-09-01T12:00:00Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00Z'],
    ['2025-01-31T00:00:00Z', '2025-01-31T00:00:00Z'],
    ['2000-02-29T23:59:59Z', '2000-02-29T23:59:59Z'],
    ['2025-04-30T00:00:00Z', '2025-04-30T00:00:00Z'],
    ['2025-12-31T00:00:00Z', '2025-12-31T00:00:00Z'],
  ])('%s is %s', (text, normal) => {
    expect(normalizeInstant(text)).toBe(normal);
  });

  it.each([
    '2025-09-01',
    '2025-09-01T12:00Z',
    '2025-09-01T12:00:00',
    '2025-13-01T00:00:00Z',
    '2025-00-01T00:00:00Z',
    '2025-01-00T00:00:00Z',
    '2025-02-29T00:00:00Z',
    '1900-02-29T00:00:00Z',
    '2024-02-30T00:00:00Z',
    '2025-04-31T00:00:00Z',
    '2025-01-32T00:00:00Z',
    '2025-09-01T24:00:00Z',
    '2025-09-01T12:60:00Z',
    '2025-09-01T12:00:60Z',
    '2025-09-01T12:00:00+24:00',
    '2025-09-01T12:00:00+01:60',
    '2025-09-01T12:00:00.Z',
    ' 2025-09-01T12:00:00Z',
    '2025-09-01T12:00:00Z ',
    '2025-09-01T12:00:00Z\n',
    '2025-09-01T12:00:00+02:00:00',
    'x2025-09-01T12:00:00Z',
    '+012025-09-01T12:00:00Z',
    '0000-01-01T00:00:00+01:00',
    '9999-12-31T23:59:59-01:00',
    '',
  ])('"%s" is none', (text) => {
    expect(normalizeInstant(text)).toBeNull();
  });

  it('are ordered at full precision', () => {
    const order = [
      '2025-08-31T23:59:59.9Z',
      '2025-09-01T00:00:00Z',
      '2025-09-01T00:00:00.000000001Z',
      '2025-09-01T00:00:00.1Z',
      '2025-09-01T00:00:01Z',
    ];
    order.forEach((a, i) => order.forEach((b, j) => expect(Math.sign(compareInstants(a, b))).toBe(Math.sign(i - j))));
  });
});

describe('school dates', () => {
  it('are days that exist', () => {
    expect(['2025-09-01', '2024-02-29', '0001-01-01'].every(isSchoolDate)).toBe(true);
    expect(
      [
        '2025-02-29',
        '2025-09',
        '2025',
        '2025-9-1',
        '2025-13-01',
        '2025-00-10',
        '2025-01-32',
        '2025-09-01T00',
        '',
        '20250901',
        'x2025-09-01',
        '+012025-09-01',
        '-002025-09-01',
        '2025-09-01\n',
        '2025-09-01T',
        '2025-09-01 ',
      ].some(isSchoolDate),
    ).toBe(false);
  });

  it('belong to the school year named by its end: July 1 to June 30', () => {
    expect(['2025-06-30', '2025-07-01', '2025-12-31', '2026-01-01', '2026-06-30', '2026-07-01'].map(schoolYearOf)).toEqual([
      2025, 2026, 2026, 2026, 2026, 2027,
    ]);
    expect([firstDayOf(2026), lastDayOf(2026), firstDayOf(1), lastDayOf(1)]).toEqual([
      '2025-07-01',
      '2026-06-30',
      '0000-07-01',
      '0001-06-30',
    ]);
  });

  it("that are live are the district's day, at most June 30 of the school year", () => {
    expect(['2025-09-01', '2026-06-30', '2026-07-01', '2027-01-01'].map((today) => liveAsOf(today, 2026))).toEqual([
      '2025-09-01',
      '2026-06-30',
      '2026-06-30',
      '2026-06-30',
    ]);
  });

  it('have an index from July 1, also across leap days and outside the year', () => {
    expect(['2025-06-30', '2025-07-01', '2025-09-01', '2026-06-30', '2026-07-01'].map((date) => dayIndex(date, 2026))).toEqual([
      -1, 0, 62, 364, 365,
    ]);
    expect(dayIndex('2024-06-30', 2024)).toBe(DAYS_IN_SCHOOL_YEAR - 1);
    for (const index of [-1, 0, 62, 364, 365]) expect(dayIndex(dateAt(index, 2026), 2026)).toBe(index);
    expect([addDays('2024-02-28', 1), addDays('2024-02-28', 2), addDays('2025-01-01', -1)]).toEqual([
      '2024-02-29',
      '2024-03-01',
      '2024-12-31',
    ]);
  });

  it('are counted as the calendar has them, across leap years and centuries', () => {
    fc.assert(
      fc.property(fc.integer({ min: -400_000, max: 2_700_000 }), fc.integer({ min: -200_000, max: 200_000 }), (first, days) => {
        const dateOf = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);
        expect(daysBetween(dateOf(first), dateOf(first + days))).toBe(days);
      }),
    );
    expect(daysBetween('2099-12-31', '2100-03-01')).toBe(60);
  });

  // Years are remembered: only one that never came before is reckoned.
  let unseen = 3000;
  it('are reckoned for a year that nobody has asked for yet', () => {
    for (const remembered of [false, true]) {
      unseen += remembered ? 0 : 1;
      expect(dayIndex(`${unseen - 1}-09-01`, unseen)).toBe(62);
      expect([dateAt(62, unseen), dateAt(0, unseen)]).toEqual([`${unseen - 1}-09-01`, `${unseen - 1}-07-01`]);
    }
  });

  it('stay right after more dates than are remembered', () => {
    for (let day = 0; day < 20_500; day++) dayIndex(dateAt(day, 1960), 1960);
    expect(dayIndex('2025-09-01', 2026)).toBe(62);
  });
});
