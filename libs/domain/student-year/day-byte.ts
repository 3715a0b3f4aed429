import type { StudentYear } from './student-year.state.js';

/**
 * All that is known of one day stands in one byte of `days`, so that a record touches one place of the student's state:
 * bits 0-2 the attendance code of the whole-day record (0: none), bit 3 whether any section has a record of the day,
 * bits 4-5 what the day counts as, bit 6 whether that must be found out again.
 */
const WHOLE_DAY = 0b0000_0111;
const BY_SECTIONS = 0b0000_1000;
const COUNTED = 0b0011_0000;
const COUNTED_SHIFT = 4;
const STALE = 0b0100_0000;

/** The attendance code of the whole-day record; 0 without one. */
export function wholeDayCode({ days }: StudentYear, day: number): number {
  return (days[day] ?? 0) & WHOLE_DAY;
}

export function setWholeDayCode({ days }: StudentYear, day: number, code: number): void {
  days[day] = ((days[day] ?? 0) & ~WHOLE_DAY) | code;
}

/** Whether any section has a record of the day. */
export function hasSectionRecord({ days }: StudentYear, day: number): boolean {
  return ((days[day] ?? 0) & BY_SECTIONS) !== 0;
}

export function setSectionRecord({ days }: StudentYear, day: number, has: boolean): void {
  days[day] = ((days[day] ?? 0) & ~BY_SECTIONS) | (has ? BY_SECTIONS : 0);
}

/** What the day was last counted as, see `DayCount`. */
export function countedAs({ days }: StudentYear, day: number): number {
  return ((days[day] ?? 0) & COUNTED) >> COUNTED_SHIFT;
}

export function setCountedAs({ days }: StudentYear, day: number, as: number): void {
  days[day] = ((days[day] ?? 0) & ~(COUNTED | STALE)) | (as << COUNTED_SHIFT);
}

/** Whether the day must be counted again. */
export function isStale({ days }: StudentYear, day: number): boolean {
  return ((days[day] ?? 0) & STALE) !== 0;
}

export function setStale({ days }: StudentYear, day: number): void {
  days[day] = (days[day] ?? 0) | STALE;
}
