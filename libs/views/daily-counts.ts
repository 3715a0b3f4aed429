import { statusNames, type Status } from '#libs/domain';
import type { StatusCounts } from './status-counts.js';

/**
 * Counts on many days, as they are stored: a list of communities is read without reading a year of days for each.
 * Only this file knows the form.
 */
export interface DailyCounts {
  /** School days in order, with a blank between two. */
  readonly dates: string;
  /** For each of the days one count a status, in the order of `statusNames`. */
  readonly counts: readonly number[];
}

/** One day of them, as it is shown. */
export interface TrendDay {
  readonly date: string;
  readonly counts: StatusCounts;
}

const placeOf: Readonly<Record<Status, number>> = { 'on-track': 0, 'at-risk': 1, 'insufficient-data': 2, 'off-track': 3 };

/** Counts students by their changes of status. @param histories of each student, the newest change last. */
export function dailyCountsOf(
  histories: Iterable<readonly (readonly [date: string, status: Status])[]>,
  days: readonly string[],
): DailyCounts {
  const counts = Array.from({ length: days.length * statusNames.length }, () => 0);
  for (const history of histories) {
    let next = 0;
    let status = -1;
    for (const [day, date] of days.entries()) {
      for (let change = history[next]; change !== undefined && change[0] <= date; change = history[next]) {
        status = placeOf[change[1]];
        next += 1;
      }
      const place = day * statusNames.length + status;
      if (status >= 0) counts[place] = (counts[place] ?? 0) + 1;
    }
  }
  return { dates: days.join(' '), counts };
}

/** Of several groups of students together, over the same days. */
export function addDailyCounts(groups: readonly DailyCounts[]): DailyCounts {
  const [first = { dates: '', counts: [] }] = groups;
  return { ...first, counts: first.counts.map((_, place) => groups.reduce((sum, { counts }) => sum + (counts[place] ?? 0), 0)) };
}

/** Day by day. @param stored undefined where the document is of a form that had none. */
export function trendOf(stored: DailyCounts = { dates: '', counts: [] }): TrendDay[] {
  const days = stored.dates === '' ? [] : stored.dates.split(' ');
  const countAt = (day: number, status: Status): number => stored.counts[day * statusNames.length + placeOf[status]] ?? 0;
  // Spelled out: made of entries it takes three times as long, and an answer has some 40,000 of them.
  return days.map((date, day) => ({
    date,
    counts: {
      'on-track': countAt(day, 'on-track'),
      'at-risk': countAt(day, 'at-risk'),
      'insufficient-data': countAt(day, 'insufficient-data'),
      'off-track': countAt(day, 'off-track'),
    },
  }));
}
