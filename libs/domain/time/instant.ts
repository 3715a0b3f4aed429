const RFC3339 = /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$/;

/**
 * An RFC 3339 moment as UTC with its full precision: `2025-09-01T12:00:00.25Z`. Trailing zeros of the fraction go.
 * @returns null where the text is no such moment.
 */
export function normalizeInstant(text: string): string | null {
  const match = RFC3339.exec(text);
  if (match === null) return null;
  const [, year, month, day, hour, minute, second, fraction = '', zone = 'Z'] = match;
  const wall = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const local = Date.parse(`${wall}Z`);
  if (Number.isNaN(local) || new Date(local).toISOString().slice(0, 19) !== wall) return null;
  const offset = offsetMinutes(zone);
  if (offset === null) return null;
  const utc = offset === 0 ? wall : new Date(local - offset * 60_000).toISOString().slice(0, 19);
  const digits = fraction.slice(1).replace(/0+$/, '');
  return digits === '' ? `${utc}Z` : `${utc}.${digits}Z`;
}

function offsetMinutes(zone: string): number | null {
  if (zone === 'Z' || zone === 'z') return 0;
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
