import type { StudentFacts } from '../facts/facts.js';
import { dayIndex, DAYS_IN_SCHOOL_YEAR } from '../time/school-date.js';
import { recountAllDays, recountDay } from './attendance-count.js';
import { hasSectionRecord, setWholeDayCode } from './day-byte.js';
import { withFact, withoutFact } from './fact-list.js';
import { noteChange, recordKind } from './kept-results.js';
import { insertMark, markKeyOf, markOf, removeMark, type Mark, type MarkKey } from './marks.js';
import { rosterOf, type RosterFacts } from './roster.js';
import type { RosterFact } from './roster-fact.js';
import { changeSection, placeOfSection, recordSection } from './section-days.js';
import type { Attending } from './section-year.js';
import { SharedValues } from './shared-values.js';
import { attendanceCode, type StudentFact, type StudentYear } from './student-year.state.js';

/** Folds a fact that stands (not a superseded one) into the student's year, in place. */
export function evolveStudentYear(state: StudentYear, fact: StudentFact): StudentYear {
  switch (fact.type) {
    case 'attendance-recorded.v1':
      recordDay(state, fact.data, attendanceCode[fact.data.status]);
      return state;
    case 'attendance-retracted.v1':
      recordDay(state, fact.data, 0);
      return state;
    case 'grade-posted.v1': {
      const mark = markOf(fact.data, state.year);
      changeMark(state, mark, mark);
      return state;
    }
    case 'grade-retracted.v1':
      changeMark(state, markKeyOf(fact.data), null);
      return state;
    case 'behavior-recorded.v1':
    case 'behavior-retracted.v1':
      evolveIncidents(state, fact);
      return state;
    case 'assessment-recorded.v1':
    case 'assessment-retracted.v1':
      evolveAssessments(state, fact);
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
  if (record.sectionId === undefined) setWholeDayCode(state, day, code);
  else recordSection(state, placeOfSection(state, record.sectionId), [day, code]);
  state.derived.latestRecord = Math.max(state.derived.latestRecord, day);
  recountDay(state, day);
}

/** Replaces a mark, or takes it out. It may be the current one of its course, or leave that to another, of whatever subject. */
function changeMark(state: StudentYear, key: MarkKey, mark: Mark | null): void {
  const { marks } = state;
  const before = removeMark(marks, key);
  if (mark !== null) insertMark(marks, mark);
  let kinds = before === null ? 0 : recordKind[before.subject];
  for (const { courseId, subject } of marks) if (courseId === key.courseId) kinds |= recordKind[subject];
  if (before !== null) noteRecords(state, kinds, before.day);
  if (mark !== null) noteRecords(state, kinds, mark.day);
}

/** Notes a change of records: what was concluded from them no longer holds. */
function noteRecords({ derived }: StudentYear, kinds: number, day: number): void {
  noteChange(derived.changed, kinds, day);
  derived.key = null;
}

type IncidentFact = Extract<StudentFact, { type: `behavior-${string}` }>;

function evolveIncidents(state: StudentYear, fact: IncidentFact): void {
  const { incidentId } = fact.data;
  const isSame = (incident: { readonly incidentId: string }): boolean => incident.incidentId === incidentId;
  const before = state.incidents.find(isSame);
  const after = fact.type === 'behavior-recorded.v1' ? fact.data : undefined;
  state.incidents = after === undefined ? withoutFact(state.incidents, isSame) : withFact(state.incidents, after, isSame);
  for (const changed of [before, after]) {
    if (changed !== undefined) noteRecords(state, recordKind.incidents, dayIndex(changed.date, state.year));
  }
}

type AssessmentFact = Extract<StudentFact, { type: `assessment-${string}` }>;

function evolveAssessments(state: StudentYear, fact: AssessmentFact): void {
  const { assessmentId } = fact.data;
  const isSame = (assessment: { readonly assessmentId: string }): boolean => assessment.assessmentId === assessmentId;
  const before = state.assessments.find(isSame);
  const after = fact.type === 'assessment-recorded.v1' ? assessmentOf(fact.data) : undefined;
  state.assessments = after === undefined ? withoutFact(state.assessments, isSame) : withFact(state.assessments, after, isSame);
  for (const changed of [before, after]) {
    if (changed !== undefined) noteRecords(state, recordKind.assessments, dayIndex(changed.date, state.year));
  }
}

type Assessed = StudentFacts['assessment-recorded'];

const assessed = new SharedValues<Assessed>(
  ({ assessmentId }) => assessmentId,
  (a, b) => a.date === b.date && a.subject === b.subject && a.benchmarkMet === b.benchmarkMet,
  ({ assessmentId, subject, date, benchmarkMet }) => ({ assessmentId, subject, date, benchmarkMet }),
);

/** The fact as one for all students who have the same. */
export function assessmentOf(fact: Assessed): Assessed {
  return assessed.share(fact);
}

type SectionFact = Extract<StudentFact, { type: `section-${string}` }>;

function evolveSections(state: StudentYear, fact: SectionFact): void {
  const place = placeOfSection(state, fact.data.sectionId);
  const section = state.sections[place];
  if (section === undefined) return;
  changeSection(state, place, changedBy(section, fact));
  for (let day = 0; day <= state.derived.countedTo; day++) if (hasSectionRecord(state, day)) recountDay(state, day);
}

function changedBy({ sectionId, joined, left }: Attending, fact: SectionFact): Attending {
  const { date } = fact.data;
  const isSame = (leaving: { readonly date: string }): boolean => leaving.date === date;
  switch (fact.type) {
    case 'section-joined.v1':
      return { sectionId, left, joined: withFact(joined, date, (other) => other === date) };
    case 'section-membership-retracted.v1':
      return { sectionId, left, joined: withoutFact(joined, (other) => other === date) };
    case 'section-left.v1':
      return { sectionId, joined, left: withFact(left, { date, joinedOn: fact.data.joinedOn }, isSame) };
    case 'section-leaving-retracted.v1':
      return { sectionId, joined, left: withoutFact(left, isSame) };
  }
}

function evolveRoster(state: StudentYear, fact: RosterFact): void {
  state.roster = rosterOf(state.year, changedRoster(state.roster, fact));
  state.derived.key = null;
  recountAllDays(state);
}

function changedRoster(roster: RosterFacts, { type, data }: RosterFact): RosterFacts {
  switch (type) {
    case 'student-enrolled.v1':
      return { ...roster, enrolments: withFact(roster.enrolments, data, isSameBy(data, 'entryDate', 'schoolId')) };
    case 'enrollment-retracted.v1':
      return { ...roster, enrolments: withoutFact(roster.enrolments, isSameBy(data, 'entryDate', 'schoolId')) };
    case 'student-withdrawn.v1':
      return { ...roster, withdrawals: withFact(roster.withdrawals, data, isSameBy(data, 'exitDate', 'schoolId')) };
    case 'withdrawal-retracted.v1':
      return { ...roster, withdrawals: withoutFact(roster.withdrawals, isSameBy(data, 'exitDate', 'schoolId')) };
    case 'community-joined.v1':
      return { ...roster, joined: withFact(roster.joined, data, isSameBy(data, 'date', 'communityId')) };
    case 'community-membership-retracted.v1':
      return { ...roster, joined: withoutFact(roster.joined, isSameBy(data, 'date', 'communityId')) };
    case 'community-left.v1':
      return { ...roster, left: withFact(roster.left, data, isSameBy(data, 'date', 'communityId')) };
    case 'community-leaving-retracted.v1':
      return { ...roster, left: withoutFact(roster.left, isSameBy(data, 'date', 'communityId')) };
  }
}

function isSameBy<Key extends string>(fact: Readonly<Record<Key, string>>, ...fields: readonly Key[]) {
  return (other: Readonly<Record<Key, string>>): boolean => fields.every((field) => other[field] === fact[field]);
}
