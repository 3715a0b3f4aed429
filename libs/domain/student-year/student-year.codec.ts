import type { StudentFacts } from '../facts/facts.js';
import { dayIndex, DAYS_IN_SCHOOL_YEAR } from '../time/school-date.js';
import { markKey, pairKey } from './fact-keys.js';
import { letters, type Letter, type Mark } from './marks.js';
import { emptyStudentYear, type SectionYear, type StudentYear } from './student-year.state.js';

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
}

export interface EncodedSection {
  readonly sectionId: string;
  readonly days?: string;
  readonly joined?: readonly string[];
  /** Dates of leaving, each with the joining it names, if it does. */
  readonly left?: readonly (readonly [date: string, joinedOn?: string])[];
}

/** A mark without what its letter says and without what is null or false. */
export interface EncodedMark extends Pick<Mark, 'courseId' | 'termId' | 'subject' | 'date'> {
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
  const days = encodeDays(state.days);
  return {
    year: state.year,
    ...list(state.enrolments.values(), (enrolments) => ({ enrolments })),
    ...list(state.withdrawals.values(), (withdrawals) => ({ withdrawals })),
    ...list(state.joined.values(), (joined) => ({ joined })),
    ...list(state.left.values(), (left) => ({ left })),
    ...list([...state.sections].map(encodeSection), (sections) => ({ sections })),
    ...(days === '' ? {} : { days }),
    ...list([...state.marks.values()].map(encodeMark), (marks) => ({ marks })),
    ...list(state.incidents.values(), (incidents) => ({ incidents })),
    ...list(state.assessments.values(), (assessments) => ({ assessments })),
  };
}

/** The state that was encoded: it evaluates and folds on as the original would. */
export function decodeStudentYear(encoded: EncodedStudentYear): StudentYear {
  const state = emptyStudentYear(encoded.year);
  refill(state.enrolments, encoded.enrolments, (fact) => [pairKey(fact.entryDate, fact.schoolId), fact]);
  refill(state.withdrawals, encoded.withdrawals, (fact) => [pairKey(fact.exitDate, fact.schoolId), fact]);
  refill(state.joined, encoded.joined, (fact) => [pairKey(fact.date, fact.communityId), fact]);
  refill(state.left, encoded.left, (fact) => [pairKey(fact.date, fact.communityId), fact]);
  refill(state.sections, encoded.sections, (section) => [section.sectionId, decodeSection(section)]);
  refill(state.marks, encoded.marks, (mark) => [keyOfMark(mark), decodeMark(mark, encoded.year)]);
  refill(state.incidents, encoded.incidents, (fact) => [fact.incidentId, fact]);
  refill(state.assessments, encoded.assessments, (fact) => [fact.assessmentId, fact]);
  decodeDays(encoded.days ?? '', state.days);
  countSectionRecords(state);
  state.derived.latestRecord = latestRecord(state);
  return state;
}

function refill<T, Value>(map: Map<string, Value>, items: readonly T[] | undefined, entry: (item: T) => readonly [string, Value]): void {
  for (const item of items ?? []) map.set(...entry(item));
}

function latestRecord({ days, derived }: StudentYear): number {
  const whole = days.findLastIndex((code) => code !== 0);
  return Math.max(whole, derived.sectionRecords?.findLastIndex((count) => count !== 0) ?? -1);
}

function countSectionRecords(state: StudentYear): void {
  for (const { days } of state.sections.values()) {
    if (days === null) continue;
    const records = (state.derived.sectionRecords ??= new Uint8Array(DAYS_IN_SCHOOL_YEAR));
    days.forEach((code, day) => (records[day] = (records[day] ?? 0) + Number(code !== 0)));
  }
}

/** The part made of all items; nothing where there are none. */
function list<T, Part>(items: Iterable<T>, part: (all: readonly T[]) => Part): Part | Record<never, never> {
  const all = [...items];
  return all.length === 0 ? {} : part(all);
}

function encodeSection([sectionId, section]: readonly [string, SectionYear]): EncodedSection {
  const left = [...section.left].map(([date, joinedOn]): [string, string?] => (joinedOn === undefined ? [date] : [date, joinedOn]));
  const days = section.days === null ? '' : encodeDays(section.days);
  return {
    sectionId,
    ...(days === '' ? {} : { days }),
    ...list(section.joined, (joined) => ({ joined })),
    ...list(left, (all) => ({ left: all })),
  };
}

function decodeSection(encoded: EncodedSection): SectionYear {
  return {
    days: encoded.days === undefined ? null : decodeDays(encoded.days, new Uint8Array(DAYS_IN_SCHOOL_YEAR)),
    joined: new Set(encoded.joined),
    left: new Map(encoded.left?.map(([date, joinedOn]) => [date, joinedOn])),
    spans: [],
    spansStale: true,
  };
}

function encodeMark(mark: Mark): EncodedMark {
  const { courseId, termId, subject, date } = mark;
  return {
    courseId,
    termId,
    subject,
    date,
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
  const rank = letter === null ? -1 : letters.indexOf(letter);
  const { percent = null, creditsAttempted = null, creditsEarned = null } = encoded;
  const day = dayIndex(date, year);
  return { courseId, termId, subject, date, day, final, transcript, summer, letter, rank, percent, creditsAttempted, creditsEarned };
}

function keyOfMark({ courseId, termId, transcript }: EncodedMark): string {
  return markKey({ courseId, termId, origin: transcript === true ? 'transcript' : 'grade' });
}

function encodeDays(days: Uint8Array): string {
  let text = '';
  for (const code of days) text += DAY_CHARACTERS[code];
  return text.trimEnd();
}

function decodeDays(text: string, days: Uint8Array): Uint8Array {
  for (let day = 0; day < text.length; day++) days[day] = DAY_CHARACTERS.indexOf(text.charAt(day));
  return days;
}
