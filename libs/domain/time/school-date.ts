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

const dayNumbers = new Map<string, number>();
const DATES_REMEMBERED = 20_000;

function dayNumber(date: string): number {
  let number = dayNumbers.get(date);
  if (number === undefined) {
    number = Date.parse(`${date}T00:00:00Z`) / DAY_MS;
    if (dayNumbers.size >= DATES_REMEMBERED) dayNumbers.clear();
    dayNumbers.set(date, number);
  }
  return number;
}

/** Days since July 1 of the school year; negative before it, 365 or more after it. */
export function dayIndex(date: string, schoolYear: number): number {
  return dayNumber(date) - dayNumber(firstDayOf(schoolYear));
}

/** The date `days` after the given one. */
export function addDays(date: string, days: number): string {
  return new Date((dayNumber(date) + days) * DAY_MS).toISOString().slice(0, 10);
}

/** The date at an index of `dayIndex`. */
export function dateAt(index: number, schoolYear: number): string {
  return addDays(firstDayOf(schoolYear), index);
}
