import { hasSectionRecord, setSectionRecord } from './day-byte.js';
import { sectionYear, type Attending } from './section-year.js';
import { attendanceCode, FIRST_ABSENT_CODE, type StudentYear } from './student-year.state.js';

/**
 * `sectionDays` has a row for each day on which a section has, or had, a record, in the order of the days: the day in two bytes, then
 * a byte for each section, in the order of `sections`: bits 0-2 the attendance code of its record (0: none), bit 3 whether the student
 * is known to attend it that day. So a record looks at the few bytes of its day that lie side by side. Rows that are not used yet
 * come last: their day is later than any.
 */
const CODE = 0b0111;
const ATTENDS = 0b1000;
const DAY_BYTES = 2;
const UNUSED = 0xff;

/** Rows that there is made room for at a time. */
const MORE_ROWS = 16;

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

export function sectionsOfDay(state: StudentYear, day: number): SectionsOfDay {
  const of = { recorded: 0, missed: 0, unexcused: 0, attended: 0, known: 0 };
  const row = rowOf(state, day);
  for (let place = 0; place < state.sections.length; place++) {
    const byte = row < 0 ? attending(state, place, day) : (state.sectionDays[row + DAY_BYTES + place] ?? 0);
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
export function sectionCode(state: StudentYear, place: number, day: number): number {
  const row = rowOf(state, day);
  return row < 0 ? 0 : (state.sectionDays[row + DAY_BYTES + place] ?? 0) & CODE;
}

/** Sets the code that a section has for a day; 0 takes the record back. */
export function recordSection(state: StudentYear, place: number, [day, code]: readonly [day: number, code: number]): void {
  let row = rowOf(state, day);
  if (row < 0) {
    if (code === 0) return;
    row = addRow(state, day);
  }
  const at = row + DAY_BYTES + place;
  state.sectionDays[at] = ((state.sectionDays[at] ?? 0) & ~CODE) | code;
  if ((code !== 0) !== hasSectionRecord(state, day)) setSectionRecord(state, day, sectionsOfDay(state, day).recorded > 0);
}

/** Replaces what is known of attending a section. */
export function changeSection(state: StudentYear, place: number, section: Attending): void {
  state.sections = state.sections.with(place, sectionYear(section, state.year));
  const { sectionDays } = state;
  for (let row = 0; row < sectionDays.length; row += widthOf(state)) {
    const at = row + DAY_BYTES + place;
    sectionDays[at] = ((sectionDays[at] ?? 0) & CODE) | attending(state, place, dayAt(sectionDays, row));
  }
}

/** The place of a section, added where it is new. */
export function placeOfSection(state: StudentYear, sectionId: string): number {
  const { sections } = state;
  for (let place = 0; place < sections.length; place++) if (sections[place]?.sectionId === sectionId) return place;
  return addSection(state, { sectionId, joined: noDates, left: noDates });
}

const noDates: readonly never[] = [];

/** Adds a section that is new; answers its place. */
export function addSection(state: StudentYear, section: Attending): number {
  const [before, width] = [state.sectionDays, widthOf(state)];
  const place = state.sections.length;
  state.sections = state.sections.concat([sectionYear(section, state.year)]);
  state.sectionDays = new Uint8Array((before.length / width) * (width + 1));
  for (let row = 0, wider = 0; row < before.length; row += width, wider += width + 1) {
    state.sectionDays.set(before.subarray(row, row + width), wider);
    state.sectionDays[wider + width] = attending(state, place, dayAt(before, row));
  }
  return place;
}

/** The bit of a section that the student is known to attend on a day, else 0. */
function attending({ sections }: StudentYear, place: number, day: number): number {
  return sections[place]?.spans.some(({ from, to }) => from <= day && day < to) === true ? ATTENDS : 0;
}

/** Where the row of a day begins; where there is none, -1 less the place that it would have. */
function rowOf(state: StudentYear, day: number): number {
  const { sectionDays } = state;
  const width = widthOf(state);
  let [low, high] = [0, sectionDays.length / width];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (dayAt(sectionDays, middle * width) < day) low = middle + 1;
    else high = middle;
  }
  const row = low * width;
  return row < sectionDays.length && dayAt(sectionDays, row) === day ? row : -1 - row;
}

function addRow(state: StudentYear, day: number): number {
  const row = -1 - rowOf(state, day);
  const width = widthOf(state);
  if (!hasUnusedRow(state)) makeRoom(state);
  const { sectionDays } = state;
  sectionDays.copyWithin(row + width, row);
  sectionDays[row] = day >> 8;
  sectionDays[row + 1] = day;
  for (let place = 0; place < state.sections.length; place++) sectionDays[row + DAY_BYTES + place] = attending(state, place, day);
  return row;
}

function hasUnusedRow({ sectionDays, sections }: StudentYear): boolean {
  return sectionDays.at(-DAY_BYTES - sections.length) === UNUSED;
}

function makeRoom(state: StudentYear): void {
  const before = state.sectionDays;
  state.sectionDays = new Uint8Array(before.length + MORE_ROWS * widthOf(state)).fill(UNUSED, before.length);
  state.sectionDays.set(before);
}

function dayAt(sectionDays: Uint8Array, row: number): number {
  return ((sectionDays[row] ?? 0) << 8) | (sectionDays[row + 1] ?? 0);
}

function widthOf({ sections }: StudentYear): number {
  return DAY_BYTES + sections.length;
}
