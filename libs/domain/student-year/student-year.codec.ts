import type { StudentFacts } from '../facts/facts.js';
import { dateAt, dayIndex } from '../time/school-date.js';
import { setWholeDayCode, hasSectionRecord, wholeDayCode } from './day-byte.js';
import { sharedMark, type Letter, type Mark } from './mark.js';
import { insertMark, rankOf } from './marks.js';
import { nobody, rosterOf } from './roster.js';
import { addSection, recordSection, sectionCode } from './section-days.js';
import type { Attending } from './section-year.js';
import { assessmentOf } from './student-year.fold.js';
import { emptyStudentYear, type EarlierYear, type SectionYear, type StudentYear } from './student-year.state.js';

/** A student's year as a plain JSON object; parts without content are left out. Nothing derived is kept. */
export interface EncodedStudentYear {
  readonly year: number;
  readonly enrolments?: readonly StudentFacts['student-enrolled'][];
  readonly withdrawals?: readonly StudentFacts['student-withdrawn'][];
  readonly joined?: readonly StudentFacts['community-joined'][];
  readonly left?: readonly StudentFacts['community-left'][];
  readonly sections?: readonly EncodedSection[];
  /** One character a day from July 1, see `DAY_CHARACTERS`; trailing blanks are trimmed. */
  readonly days?: string;
  readonly marks?: readonly EncodedMark[];
  readonly incidents?: readonly StudentFacts['behavior-recorded'][];
  readonly assessments?: readonly StudentFacts['assessment-recorded'][];
  /** Also where it is empty: then no earlier year has a mark. */
  readonly earlier?: readonly EncodedEarlierYear[];
}

export interface EncodedEarlierYear {
  readonly year: number;
  readonly marks: readonly EncodedMark[];
}

export interface EncodedSection {
  readonly sectionId: string;
  readonly days?: string;
  readonly joined?: readonly string[];
  /** Dates of leaving, each with the joining it names, if it does. */
  readonly left?: readonly (readonly [date: string, joinedOn?: string])[];
}

/** A mark without what its letter says and without what is null or false. */
export interface EncodedMark extends Pick<Mark, 'courseId' | 'termId' | 'subject'> {
  readonly date: string;
  readonly final?: true;
  readonly transcript?: true;
  readonly summer?: true;
  readonly letter?: Letter;
  readonly percent?: number;
  readonly creditsAttempted?: number;
  readonly creditsEarned?: number;
}

/** By attendance code: no record, present, tardy, early departure, absent (excused), unexcused. */
const DAY_CHARACTERS = ' PTEAU';

export function encodeStudentYear(state: StudentYear): EncodedStudentYear {
  const { year, incidents, assessments } = state;
  const { enrolments, withdrawals, joined, left } = state.roster;
  const days = encodeDays((day) => wholeDayCode(state, day), state.days.length);
  return {
    year,
    ...list(enrolments, { enrolments }),
    ...list(withdrawals, { withdrawals }),
    ...list(joined, { joined }),
    ...list(left, { left }),
    ...list(state.sections, { sections: state.sections.map((section, place) => encodeSection(state, section, place)) }),
    ...(days === '' ? {} : { days }),
    ...list(state.marks, { marks: state.marks.map((mark) => encodeMark(mark, year)) }),
    ...list(incidents, { incidents }),
    ...list(assessments, { assessments }),
    ...(state.earlier === null ? {} : { earlier: state.earlier.map(encodeEarlier) }),
  };
}

function encodeEarlier({ year, marks }: EarlierYear): EncodedEarlierYear {
  return { year, marks: marks.map((mark) => encodeMark(mark, year)) };
}

/** The state that was encoded: it evaluates and folds on as the original would. */
export function decodeStudentYear(encoded: EncodedStudentYear): StudentYear {
  const { year, sections = [], days = '', marks = [], incidents = [], assessments = [], earlier, ...roster } = encoded;
  const state = emptyStudentYear(year);
  state.roster = rosterOf(year, { ...nobody, ...roster });
  state.incidents = incidents;
  state.assessments = assessments.map(assessmentOf);
  decodeSections(state, sections);
  for (const mark of marks) insertMark(state.marks, decodeMark(mark, year));
  if (earlier !== undefined) state.earlier = earlier.map(decodeEarlier);
  decodeDays(days, (day, code) => setWholeDayCode(state, day, code));
  state.derived.latestRecord = latestRecord(state);
  return state;
}

function decodeEarlier({ year, marks }: EncodedEarlierYear): EarlierYear {
  return { year, marks: marks.map((mark) => decodeMark(mark, year)) };
}

function latestRecord(state: StudentYear): number {
  let day = state.days.length - 1;
  while (day >= 0 && wholeDayCode(state, day) === 0 && !hasSectionRecord(state, day)) day -= 1;
  return day;
}

/** The part, or nothing where it has no items. */
function list<Part>({ length }: readonly unknown[], part: Part): Part | Record<never, never> {
  return length === 0 ? {} : part;
}

function encodeSection(state: StudentYear, { sectionId, joined, left }: SectionYear, place: number): EncodedSection {
  const days = encodeDays((day) => sectionCode(state, place, day), state.days.length);
  return {
    sectionId,
    ...(days === '' ? {} : { days }),
    ...list(joined, { joined }),
    ...list(left, { left: left.map(({ date, joinedOn }): [string, string?] => (joinedOn === undefined ? [date] : [date, joinedOn])) }),
  };
}

function decodeSections(state: StudentYear, sections: readonly EncodedSection[]): void {
  for (const section of sections) addSection(state, decodeSection(section));
  for (const [place, { days = '' }] of sections.entries()) decodeDays(days, (day, code) => recordSection(state, place, [day, code]));
}

function decodeSection({ sectionId, joined = [], left = [] }: EncodedSection): Attending {
  return { sectionId, joined, left: left.map(([date, joinedOn]) => ({ date, joinedOn })) };
}

function encodeMark(mark: Mark, year: number): EncodedMark {
  const { courseId, termId, subject, day } = mark;
  return {
    courseId,
    termId,
    subject,
    date: dateAt(day, year),
    ...(mark.final ? { final: true } : {}),
    ...(mark.transcript ? { transcript: true } : {}),
    ...(mark.summer ? { summer: true } : {}),
    ...(mark.letter === null ? {} : { letter: mark.letter }),
    ...(mark.percent === null ? {} : { percent: mark.percent }),
    ...(mark.creditsAttempted === null ? {} : { creditsAttempted: mark.creditsAttempted }),
    ...(mark.creditsEarned === null ? {} : { creditsEarned: mark.creditsEarned }),
  };
}

function decodeMark(encoded: EncodedMark, year: number): Mark {
  const { courseId, termId, subject, date, final = false, transcript = false, summer = false, letter = null } = encoded;
  const rank = rankOf(letter);
  const { percent = null, creditsAttempted = null, creditsEarned = null } = encoded;
  const day = dayIndex(date, year);
  return sharedMark({ courseId, termId, transcript, subject, day, final, summer, letter, rank, percent, creditsAttempted, creditsEarned });
}

function encodeDays(codeOf: (day: number) => number, length: number): string {
  let text = '';
  for (let day = 0; day < length; day++) text += DAY_CHARACTERS[codeOf(day)];
  return text.trimEnd();
}

function decodeDays(text: string, set: (day: number, code: number) => void): void {
  for (let day = 0; day < text.length; day++) {
    const code = DAY_CHARACTERS.indexOf(text.charAt(day));
    if (code > 0) set(day, code);
  }
}
