import { DAYS_IN_SCHOOL_YEAR } from '../time/school-date.js';
import { hasSectionRecord, setSectionRecord } from './day-byte.js';
import { sharedText } from './shared-text.js';
import { sectionSpans } from './spans.js';
import { attendanceCode, FIRST_ABSENT_CODE, type SectionYear, type StudentYear } from './student-year.state.js';

/**
 * `sectionDays` has a row of bytes for each day and in it a byte for each section, in the order of `sections`: bits 0-2 the
 * attendance code of the section's record (0: none), bit 3 whether the student is known to attend the section that day.
 * So a record looks at the few bytes of its day that lie side by side.
 */
const CODE = 0b0111;
const ATTENDS = 0b1000;

/** Sections that there is room for at first; doubled when they are not enough. */
const FIRST_WIDTH = 8;

export interface SectionsOfDay {
  /** Sections with a record of the day. */
  readonly recorded: number;
  readonly missed: number;
  readonly unexcused: number;
  /** Sections of the day: those with a record and those the student is known to attend. */
  readonly attended: number;
  /** Sections the student is known to attend, whether recorded or not. */
  readonly known: number;
}

export function sectionsOfDay({ sections, sectionDays }: StudentYear, day: number): SectionsOfDay {
  const of = { recorded: 0, missed: 0, unexcused: 0, attended: 0, known: 0 };
  if (sectionDays === null) return of;
  const row = day * widthOf(sectionDays);
  for (let at = row; at < row + sections.length; at++) {
    const byte = sectionDays[at] ?? 0;
    if (byte === 0) continue;
    const code = byte & CODE;
    of.attended += 1;
    if ((byte & ATTENDS) !== 0) of.known += 1;
    if (code !== 0) of.recorded += 1;
    if (code >= FIRST_ABSENT_CODE) of.missed += 1;
    if (code === attendanceCode['absent-unexcused']) of.unexcused += 1;
  }
  return of;
}

/** The attendance code that a section, by its place in `sections`, has for a day; 0 without a record. */
export function sectionCode({ sectionDays }: StudentYear, section: number, day: number): number {
  return sectionDays === null ? 0 : (sectionDays[day * widthOf(sectionDays) + section] ?? 0) & CODE;
}

/** Sets the code that a section has for a day; 0 takes the record back. */
export function recordSection(state: StudentYear, section: number, [day, code]: readonly [day: number, code: number]): void {
  const { sectionDays } = state;
  if (sectionDays === null) return;
  const at = day * widthOf(sectionDays) + section;
  sectionDays[at] = ((sectionDays[at] ?? 0) & ~CODE) | code;
  if ((code !== 0) !== hasSectionRecord(state, day)) setSectionRecord(state, day, sectionsOfDay(state, day).recorded > 0);
}

/** Notes again on which days the student is known to attend a section, after its joinings or leavings changed. */
export function noteAttending(state: StudentYear, section: number): void {
  const { sections, sectionDays, year } = state;
  const changed = sections[section];
  if (sectionDays === null || changed === undefined) return;
  const width = widthOf(sectionDays);
  for (let at = section; at < sectionDays.length; at += width) sectionDays[at] = (sectionDays[at] ?? 0) & ~ATTENDS;
  for (const { from, to } of sectionSpans(changed, year)) {
    for (let day = Math.max(from, 0); day < to; day++) {
      const at = day * width + section;
      sectionDays[at] = (sectionDays[at] ?? 0) | ATTENDS;
    }
  }
}

/** The place of a section, added where it is new. */
export function placeOfSection(state: StudentYear, sectionId: string): number {
  const { sections } = state;
  for (let place = 0; place < sections.length; place++) if (sections[place]?.sectionId === sectionId) return place;
  return addSection(state, { sectionId: sharedText(sectionId), joined: noDates, left: noDates });
}

const noDates: readonly never[] = [];

/** Adds a section that is new; answers its place. */
export function addSection(state: StudentYear, section: SectionYear): number {
  const place = state.sections.push(section) - 1;
  const width = state.sectionDays === null ? 0 : widthOf(state.sectionDays);
  if (place >= width) state.sectionDays = widened(state.sectionDays, width, Math.max(FIRST_WIDTH, 2 * width));
  return place;
}

function widened(before: Uint8Array | null, width: number, wider: number): Uint8Array {
  const after = new Uint8Array(wider * DAYS_IN_SCHOOL_YEAR);
  if (before === null) return after;
  for (let day = 0; day < DAYS_IN_SCHOOL_YEAR; day++) after.set(before.subarray(day * width, (day + 1) * width), day * wider);
  return after;
}

function widthOf(sectionDays: Uint8Array): number {
  return sectionDays.length / DAYS_IN_SCHOOL_YEAR;
}
