import { dayIndex, DAYS_IN_SCHOOL_YEAR } from '../time/school-date.js';
import { recountAllDays, recountDay } from './attendance-count.js';
import { markKey, pairKey } from './fact-keys.js';
import { markOf } from './marks.js';
import { attendanceCode, type SectionYear, type StudentFact, type StudentYear } from './student-year.state.js';

/** Folds a fact that stands (not a superseded one) into the student's year, in place. */
export function evolveStudentYear(state: StudentYear, fact: StudentFact): StudentYear {
  switch (fact.type) {
    case 'attendance-recorded.v1':
      recordDay(state, fact.data, attendanceCode[fact.data.status]);
      return state;
    case 'attendance-retracted.v1':
      recordDay(state, fact.data, 0);
      return state;
    case 'grade-posted.v1':
    case 'grade-retracted.v1':
    case 'behavior-recorded.v1':
    case 'behavior-retracted.v1':
    case 'assessment-recorded.v1':
    case 'assessment-retracted.v1':
      evolveRecords(state, fact);
      state.derived.recordsVersion += 1;
      return state;
    case 'section-joined.v1':
    case 'section-membership-retracted.v1':
    case 'section-left.v1':
    case 'section-leaving-retracted.v1':
      evolveSections(state, fact);
      return state;
    case 'student-enrolled.v1':
    case 'enrollment-retracted.v1':
    case 'student-withdrawn.v1':
    case 'withdrawal-retracted.v1':
    case 'community-joined.v1':
    case 'community-membership-retracted.v1':
    case 'community-left.v1':
    case 'community-leaving-retracted.v1':
      evolveRoster(state, fact);
      return state;
  }
}

/** A day outside its school year: the fact cannot be folded. */
export class DayOutsideYearError extends Error {
  override readonly name = 'DayOutsideYearError';
}

function recordDay(state: StudentYear, record: { readonly date: string; readonly sectionId?: string }, code: number): void {
  const day = dayIndex(record.date, state.year);
  if (!(day >= 0 && day < DAYS_IN_SCHOOL_YEAR)) throw new DayOutsideYearError(`Day ${day} is not in school year ${state.year}.`);
  if (record.sectionId === undefined) state.days[day] = code;
  else recordSection(state, sectionOf(state, record.sectionId), [day, code]);
  if (day > state.derived.latestRecord) state.derived.latestRecord = day;
  recountDay(state, day);
}

function recordSection(state: StudentYear, section: SectionYear, [day, code]: readonly [number, number]): void {
  const records = (state.derived.sectionRecords ??= new Uint8Array(DAYS_IN_SCHOOL_YEAR));
  section.days ??= new Uint8Array(DAYS_IN_SCHOOL_YEAR);
  records[day] = (records[day] ?? 0) + Number(code !== 0) - Number(section.days[day] !== 0);
  section.days[day] = code;
}

type RecordFact = Extract<StudentFact, { type: `${'grade' | 'behavior' | 'assessment'}-${string}` }>;

function evolveRecords(state: StudentYear, fact: RecordFact): void {
  switch (fact.type) {
    case 'grade-posted.v1':
      state.marks.set(markKey(fact.data), markOf(fact.data, state.year));
      return;
    case 'grade-retracted.v1':
      state.marks.delete(markKey(fact.data));
      return;
    case 'behavior-recorded.v1':
      state.incidents.set(fact.data.incidentId, fact.data);
      return;
    case 'behavior-retracted.v1':
      state.incidents.delete(fact.data.incidentId);
      return;
    case 'assessment-recorded.v1':
      state.assessments.set(fact.data.assessmentId, fact.data);
      return;
    case 'assessment-retracted.v1':
      state.assessments.delete(fact.data.assessmentId);
      return;
  }
}

type SectionFact = Extract<StudentFact, { type: `section-${string}` }>;

function evolveSections(state: StudentYear, fact: SectionFact): void {
  const section = sectionOf(state, fact.data.sectionId);
  switch (fact.type) {
    case 'section-joined.v1':
      section.joined.add(fact.data.date);
      break;
    case 'section-membership-retracted.v1':
      section.joined.delete(fact.data.date);
      break;
    case 'section-left.v1':
      section.left.set(fact.data.date, fact.data.joinedOn);
      break;
    case 'section-leaving-retracted.v1':
      section.left.delete(fact.data.date);
      break;
  }
  section.spans = [];
  section.spansStale = true;
  recountAllDays(state);
}

function sectionOf(state: StudentYear, sectionId: string): SectionYear {
  let section = state.sections.get(sectionId);
  if (section === undefined) {
    section = { days: null, joined: new Set(), left: new Map(), spans: [], spansStale: false };
    state.sections.set(sectionId, section);
  }
  return section;
}

type RosterFact = Exclude<StudentFact, RecordFact | SectionFact | { type: `attendance-${string}` }>;

function evolveRoster(state: StudentYear, fact: RosterFact): void {
  switch (fact.type) {
    case 'student-enrolled.v1':
      state.enrolments.set(pairKey(fact.data.entryDate, fact.data.schoolId), fact.data);
      break;
    case 'enrollment-retracted.v1':
      state.enrolments.delete(pairKey(fact.data.entryDate, fact.data.schoolId));
      break;
    case 'student-withdrawn.v1':
      state.withdrawals.set(pairKey(fact.data.exitDate, fact.data.schoolId), fact.data);
      break;
    case 'withdrawal-retracted.v1':
      state.withdrawals.delete(pairKey(fact.data.exitDate, fact.data.schoolId));
      break;
    case 'community-joined.v1':
      state.joined.set(pairKey(fact.data.date, fact.data.communityId), fact.data);
      break;
    case 'community-membership-retracted.v1':
      state.joined.delete(pairKey(fact.data.date, fact.data.communityId));
      break;
    case 'community-left.v1':
      state.left.set(pairKey(fact.data.date, fact.data.communityId), fact.data);
      break;
    case 'community-leaving-retracted.v1':
      state.left.delete(pairKey(fact.data.date, fact.data.communityId));
      break;
  }
  state.derived.enrolments = null;
  state.derived.memberships = null;
  state.derived.keyCache = null;
  recountAllDays(state);
}
