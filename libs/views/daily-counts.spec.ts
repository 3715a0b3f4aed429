import { describe, expect, it } from '@jest/globals';
import { fc, test } from '@fast-check/jest';
import { statusNames, type Status } from '#libs/domain';
import { addDailyCounts, dailyCountsOf, trendOf } from './daily-counts.js';
import { addCounts, noCounts } from './status-counts.js';

const days = ['2025-10-01', '2025-10-02', '2025-10-03'];
const counts = (of: Partial<Record<Status, number>>) => ({ ...noCounts, ...of });

describe('Daily counts', () => {
  it('count each student with the status that the student had on that day', () => {
    const stored = dailyCountsOf(
      [
        [
          ['2025-09-01', 'insufficient-data'],
          ['2025-10-02', 'on-track'],
        ],
        [['2025-10-03', 'off-track']],
      ],
      days,
    );
    expect(stored).toEqual({ dates: '2025-10-01 2025-10-02 2025-10-03', counts: [0, 0, 1, 0, 1, 0, 0, 0, 1, 0, 0, 1] });
    expect(trendOf(stored)).toEqual([
      { date: '2025-10-01', counts: counts({ 'insufficient-data': 1 }) },
      { date: '2025-10-02', counts: counts({ 'on-track': 1 }) },
      { date: '2025-10-03', counts: counts({ 'on-track': 1, 'off-track': 1 }) },
    ]);
  });

  it('are none before the first school day, and in a document that has none', () => {
    expect(trendOf(dailyCountsOf([[['2025-09-01', 'on-track']]], []))).toEqual([]);
    expect(trendOf(undefined)).toEqual([]);
    expect(addDailyCounts([])).toEqual({ dates: '', counts: [] });
  });

  it('are stored in a third of the room that the days themselves would take', () => {
    const semester = Array.from({ length: 90 }, (_, index) => new Date(Date.UTC(2026, 0, 5 + index)).toISOString().slice(0, 10));
    const students = Array.from({ length: 240 }, (_, index) => [
      [semester[index % 90] ?? '', statusNames[index % 4] ?? 'on-track'] as const,
    ]);
    const stored = dailyCountsOf(students, semester);
    expect(3 * JSON.stringify(stored).length).toBeLessThan(JSON.stringify(trendOf(stored)).length);
  });

  const histories = fc.array(
    fc.uniqueArray(fc.tuple(fc.constantFrom('2025-09-30', ...days, '2025-10-04'), fc.constantFrom(...statusNames)), {
      selector: ([date]) => date,
      maxLength: 4,
    }),
    { maxLength: 6 },
  );

  test.prop([histories, fc.nat(6)])('of groups add up to those of all', (all, split) => {
    const ordered = all.map((history) => history.toSorted(([a], [b]) => (a < b ? -1 : 1)));
    const groups = [ordered.slice(0, split), ordered.slice(split)].map((group) => dailyCountsOf(group, days));
    expect(addDailyCounts(groups)).toEqual(dailyCountsOf(ordered, days));
    const [first, second] = groups.map(trendOf);
    const added = first?.map(({ date, counts: own }, day) => ({ date, counts: addCounts(own, second?.[day]?.counts ?? noCounts) }));
    expect(trendOf(addDailyCounts(groups))).toEqual(added);
  });

  test.prop([histories])('of one student are the last status at or before each day', (all) => {
    for (const unordered of all) {
      const history = unordered.toSorted(([a], [b]) => (a < b ? -1 : 1));
      const expected = days.map((date) => {
        const status = history.findLast(([since]) => since <= date)?.[1];
        return { date, counts: status === undefined ? noCounts : counts({ [status]: 1 }) };
      });
      expect(trendOf(dailyCountsOf([history], days))).toEqual(expected);
    }
  });
});
