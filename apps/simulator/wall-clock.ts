/** Local school time is five hours behind UTC all year, so that a school day lies within one UTC day. */
const BEHIND_UTC = 5 * 3600;

/** Seconds since local midnight of `8:30`. */
export function at(time: string): number {
  const [hours, minutes] = time.split(':');
  return Number(hours) * 3600 + Number(minutes) * 60;
}

/** The UTC instant of a local date and second of the day, up to 18:59:59 local time. */
export function utcOf(date: string, seconds: number): string {
  const utc = (seconds | 0) + BEHIND_UTC;
  return `${date}T${two((utc / 3600) | 0)}:${two(((utc / 60) | 0) % 60)}:${two(utc % 60)}Z`;
}

function two(value: number): string {
  return value < 10 ? `0${value}` : `${value}`;
}
