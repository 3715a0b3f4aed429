import { addDays } from '#libs/domain';
import { drawInt, keyOf, purpose, type Key } from './random.js';
import { INSTRUCTIONAL_DAYS } from './rates.js';

/** One version of what a school year's days are: as planned, and again after each day lost to snow. */
interface CalendarVersion {
  readonly days: readonly string[];
  /** The snow day on whose morning it was published; null for the plan. */
  readonly knownOn: string | null;
}

export interface SchoolCalendar {
  readonly schoolYear: number;
  /** The days on which there was school in the end. */
  readonly days: readonly string[];
  readonly versions: readonly CalendarVersion[];
}

const MOST_SNOW_DAYS = 2;
const [MONDAY, TUESDAY, THURSDAY, FRIDAY] = [1, 2, 4, 5];

/** A district's calendar of a school year: from late August to mid June, with US holidays, breaks, teachers' days and snow. */
export function calendarOf(seed: Key, schoolYear: number): SchoolCalendar {
  const key = keyOf(keyOf(seed, purpose.calendar), schoolYear);
  const autumn = schoolYear - 1;
  const firstDay = addDays(weekdayOn(`${autumn}-08-22`, MONDAY), drawInt(key, 1, 0, 2));
  const off = daysOff(key, schoolYear);
  const planned: string[] = [];
  const spare: string[] = [];
  for (let date = firstDay; spare.length < MOST_SNOW_DAYS; date = addDays(date, 1)) {
    if (weekdayOf(date) % 6 === 0 || off.has(date)) continue;
    (planned.length < INSTRUCTIONAL_DAYS ? planned : spare).push(date);
  }
  const versions: CalendarVersion[] = [{ days: planned, knownOn: null }];
  let days: readonly string[] = planned;
  const snowDays = drawInt(key, 2, 0, MOST_SNOW_DAYS);
  for (let n = 0; n < snowDays; n++) {
    const lost = days[drawInt(key, 10 + n, 85 + 15 * n, 97 + 15 * n)] ?? '';
    days = [...days.filter((date) => date !== lost), spare[n] ?? ''];
    versions.push({ days, knownOn: lost });
  }
  return { schoolYear, days, versions };
}

/** Monday 1 to Friday 5; Saturday 6, Sunday 0. */
export function weekdayOf(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay();
}

/** The first such weekday on or after a date. */
function weekdayOn(date: string, weekday: number): string {
  return addDays(date, (weekday - weekdayOf(date) + 7) % 7);
}

function daysOff(key: Key, year: number): Set<string> {
  const autumn = year - 1;
  const thanksgiving = weekdayOn(`${autumn}-11-22`, THURSDAY);
  const springBreak = weekdayOn(addDays(`${year}-03-24`, 7 * drawInt(key, 3, 0, 2)), MONDAY);
  const teachersDays = [
    addDays(weekdayOn(`${autumn}-09-16`, FRIDAY), 7 * drawInt(key, 4, 0, 1)),
    weekdayOn(`${autumn}-11-02`, TUESDAY),
    weekdayOn(`${year}-01-24`, MONDAY),
    weekdayOn(`${year}-03-05`, FRIDAY),
    weekdayOn(`${year}-05-01`, FRIDAY),
  ];
  return new Set([
    weekdayOn(`${autumn}-09-01`, MONDAY),
    weekdayOn(`${autumn}-10-08`, MONDAY),
    `${autumn}-11-11`,
    ...span(addDays(thanksgiving, -1), addDays(thanksgiving, 1)),
    ...span(`${autumn}-12-23`, `${year}-01-02`),
    weekdayOn(`${year}-01-15`, MONDAY),
    weekdayOn(`${year}-02-15`, MONDAY),
    ...span(springBreak, addDays(springBreak, 4)),
    weekdayOn(`${year}-05-25`, MONDAY),
    `${year}-06-19`,
    ...teachersDays,
  ]);
}

function span(from: string, to: string): string[] {
  const dates: string[] = [];
  for (let date = from; date <= to; date = addDays(date, 1)) dates.push(date);
  return dates;
}
