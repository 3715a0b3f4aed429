const LOCALE = 'en-US';
const longDate = new Intl.DateTimeFormat(LOCALE, { timeZone: 'UTC', weekday: 'long', month: 'long', day: 'numeric', year: 'numeric' });
const shortDate = new Intl.DateTimeFormat(LOCALE, { timeZone: 'UTC', month: 'short', day: 'numeric' });
const moment = new Intl.DateTimeFormat(LOCALE, {
  timeZone: 'UTC',
  month: 'short',
  day: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
  timeZoneName: 'short',
});
const whole = new Intl.NumberFormat(LOCALE);

/** `Monday, November 23, 2026` */
export function dayWords(date: string): string {
  return longDate.format(new Date(`${date}T00:00:00Z`));
}

/** `Nov 23` */
export function shortDay(date: string): string {
  return shortDate.format(new Date(`${date}T00:00:00Z`));
}

/** `Nov 23, 3:05 PM UTC` */
export function momentWords(instant: string): string {
  return moment.format(new Date(instant));
}

/** `1,186 students`, `1 student` */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${whole.format(count)} ${count === 1 ? noun : plural}`;
}

/** Whole percent of a part, never 0 or 100 where somebody makes the difference. */
export function percent(part: number, total: number): number {
  if (total === 0) return 0;
  const exact = (100 * part) / total;
  if (part > 0 && exact < 1) return 1;
  return part < total && exact > 99 ? 99 : Math.round(exact);
}
