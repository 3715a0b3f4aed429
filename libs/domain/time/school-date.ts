const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAY_MS = 86_400_000;

/** Days of the longest school year, July 1 to June 30. */
export const DAYS_IN_SCHOOL_YEAR = 366;

/** True for a day that exists, written `YYYY-MM-DD`. */
export function isSchoolDate(text: string): boolean {
  if (!DATE.test(text)) return false;
  const parsed = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(parsed) && new Date(parsed).toISOString().startsWith(text);
}

/** The school year of a date, named by its end year: 2025-07-01 to 2026-06-30 is 2026. */
export function schoolYearOf(date: string): number {
  const year = Number(date.slice(0, 4));
  return date.slice(5) >= '07-01' ? year + 1 : year;
}

/** July 1 of a school year. */
export function firstDayOf(schoolYear: number): string {
  return `${String(schoolYear - 1).padStart(4, '0')}-07-01`;
}

/** June 30 of a school year. */
export function lastDayOf(schoolYear: number): string {
  return `${String(schoolYear).padStart(4, '0')}-06-30`;
}

/** The day of a school year for which something live is evaluated: the district's day, at most June 30. */
export function liveAsOf(today: string, schoolYear: number): string {
  const last = lastDayOf(schoolYear);
  return today < last ? today : last;
}

/** Days since 1970-01-01, by arithmetic on the digits: a date is read for nearly every event (Hinnant's days from civil). */
function dayNumber(date: string): number {
  const month = twoDigits(date, 5);
  const year = twoDigits(date, 0) * 100 + twoDigits(date, 2) - (month <= 2 ? 1 : 0);
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = (((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) | 0) + twoDigits(date, 8) - 1;
  return era * 146_097 + yearOfEra * 365 + (yearOfEra >> 2) - ((yearOfEra / 100) | 0) + dayOfYear - 719_468;
}

function twoDigits(text: string, at: number): number {
  return (text.charCodeAt(at) - 48) * 10 + text.charCodeAt(at + 1) - 48;
}

const yearStarts = new Map<number, number>();

function yearStart(schoolYear: number): number {
  let start = yearStarts.get(schoolYear);
  if (start === undefined) {
    start = dayNumber(firstDayOf(schoolYear));
    yearStarts.set(schoolYear, start);
  }
  return start;
}

/** Days since July 1 of the school year; negative before it, 365 or more after it. */
export function dayIndex(date: string, schoolYear: number): number {
  return dayNumber(date) - yearStart(schoolYear);
}

/** The date `days` after the given one. */
export function addDays(date: string, days: number): string {
  return new Date((dayNumber(date) + days) * DAY_MS).toISOString().slice(0, 10);
}

const datesOfYears = new Map<number, readonly string[]>();

/** The date at an index of `dayIndex`. */
export function dateAt(index: number, schoolYear: number): string {
  let dates = datesOfYears.get(schoolYear);
  if (dates === undefined) {
    dates = Array.from({ length: DAYS_IN_SCHOOL_YEAR }, (_, day) => addDays(firstDayOf(schoolYear), day));
    datesOfYears.set(schoolYear, dates);
  }
  return dates[index] ?? addDays(firstDayOf(schoolYear), index);
}

/** Days from one date to another; negative where the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}
