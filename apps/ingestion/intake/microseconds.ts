/** Length of `2025-09-01T12:00:00`, of its date and of the finest fraction that is a whole number here. */
const SECONDS = 19;
const DATE = 10;
const DIGITS = 6;

/** A UTC instant in normal form (`2025-09-01T12:00:00.25Z`) as whole microseconds since 1970; null where it is no such number. */
export function microsecondsOf(instant: string): number | null {
  const digits = Math.max(instant.length - SECONDS - 2, 0);
  const seconds = (number(instant, 11, 2) * 60 + number(instant, 14, 2)) * 60 + number(instant, 17, 2);
  const fraction = number(instant, SECONDS + 1, digits) * 10 ** (DIGITS - digits);
  const microseconds = midnight(instant) + seconds * 1_000_000 + fraction;
  return digits <= DIGITS && microseconds >= 0 && microseconds <= Number.MAX_SAFE_INTEGER ? microseconds : null;
}

/** The instant in normal form again. */
export function instantOf(microseconds: number): string {
  const seconds = new Date(microseconds / 1_000).toISOString().slice(0, SECONDS);
  const fraction = String(microseconds % 1_000_000)
    .padStart(DIGITS, '0')
    .replace(/0+$/, '');
  return fraction === '' ? `${seconds}Z` : `${seconds}.${fraction}Z`;
}

// Records come in order of time, more or less: nearly always the date is that of the one before.
let lastDate = 'none';
let lastMidnight = 0;

function midnight(instant: string): number {
  if (!instant.startsWith(lastDate)) {
    lastDate = instant.slice(0, DATE);
    lastMidnight = Date.parse(`${lastDate}T00:00:00Z`) * 1_000;
  }
  return lastMidnight;
}

function number(text: string, from: number, length: number): number {
  let value = 0;
  for (let at = from; at < from + length; at++) value = value * 10 + text.charCodeAt(at) - 0x30;
  return value;
}
