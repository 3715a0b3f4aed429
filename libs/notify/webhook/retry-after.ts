/** A receiver may ask for a pause, not for silence. */
const LONGEST_MS = 24 * 60 * 60 * 1000;

/** The header `Retry-After` in seconds or as an HTTP date (RFC 9110, 10.2.3), as milliseconds from now; undefined for anything else. */
export function retryAfterMs(header: string | undefined, now: Date): number | undefined {
  if (header === undefined) return undefined;
  const text = header.trim();
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : dateOf(text) - now.getTime();
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(ms, 0), LONGEST_MS);
}

/** Every form of an HTTP date has letters; without them JavaScript reads numbers such as `-1` as years. */
function dateOf(text: string): number {
  return /^[A-Za-z]{3,9},? /.test(text) ? Date.parse(text) : Number.NaN;
}
