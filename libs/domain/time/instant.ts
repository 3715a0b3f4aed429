const RFC3339 = /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$/;

/**
 * An RFC 3339 moment as UTC with its full precision: `2025-09-01T12:00:00.25Z`. Trailing zeros of the fraction go.
 * @returns null where the text is no such moment.
 */
export function normalizeInstant(text: string): string | null {
  const match = RFC3339.exec(text);
  if (match === null) return null;
  const [, year, month, day, hour, minute, second, fraction = '', zone = ''] = match;
  if (!dayExists(Number(year), Number(month), Number(day)) || !timeExists(Number(hour), Number(minute), Number(second))) return null;
  const wall = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const offset = offsetMinutes(zone);
  if (offset === null) return null;
  const utc = offset === 0 ? wall : new Date(Date.parse(`${wall}Z`) - offset * 60_000).toISOString().slice(0, 19);
  // An offset can lead out of the years 0000 to 9999, whose texts no longer compare as times.
  if (utc.charAt(4) !== '-') return null;
  const digits = fraction.slice(1).replace(/0+$/, '');
  return digits === '' ? `${utc}Z` : `${utc}.${digits}Z`;
}

const LONG_MONTHS = [1, 3, 5, 7, 8, 10, 12];

function dayExists(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  if (month === 2) return day <= (leap ? 29 : 28);
  return day <= (LONG_MONTHS.includes(month) ? 31 : 30);
}

function timeExists(hour: number, minute: number, second: number): boolean {
  return hour <= 23 && minute <= 59 && second <= 59;
}

/** `Z` has no digits, which is no offset. */
function offsetMinutes(zone: string): number | null {
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(4, 6));
  if (hours > 23 || minutes > 59) return null;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

/** Orders two normal instants; below 0 when `a` is earlier. */
export function compareInstants(a: string, b: string): number {
  const left = a.slice(0, -1);
  const right = b.slice(0, -1);
  return left < right ? -1 : left > right ? 1 : 0;
}
