import type { ConditionOutcome, SisRecord, StatusRow } from '#libs/domain';
import { spans, type Span } from './domain.model-spans.js';
import { modelStanding } from './domain.model-standing.js';
import { coreFailures, gradePointAverage, lowestMark, type ModelMark } from './domain.model-marks.js';

type Enrolment = { schoolId: string; entryDate: string; gradeLevel: StatusRow['gradeLevel'] };

export interface ModelWhen {
  readonly year: number;
  readonly asOf: string;
  /** Enrolled days from which attendance is judged; 30 in the documents, smaller in tests with short histories. */
  readonly minimum: number;
}

/** What stands of one student and the student's schools. */
class Facts {
  readonly standing: Map<string, SisRecord['data'][]>;

  constructor(records: readonly SisRecord[], knownAt: string | null) {
    this.standing = modelStanding(records, knownAt);
  }

  of<T>(name: string): T[] {
    return (this.standing.get(name) ?? []) as unknown as T[];
  }
}

/**
 * The row of one student under ew-framework, straight from the documents: slow, obvious, and without anything of the domain.
 * @param records all records of the student and of the schools, in any order.
 */
export function modelRow(records: readonly SisRecord[], when: ModelWhen, knownAt: string | null = null): StatusRow | null {
  const { year, asOf } = when;
  const facts = new Facts(records, knownAt);
  const enrolments = spans(facts.of<Enrolment & { date?: string }>('student-enrolled'), 'entryDate', facts.of('student-withdrawn'), {
    ending: 'exitDate',
    names: 'entryDate',
    same: 'schoolId',
    year,
  });
  const begun = enrolments.filter(({ entryDate }) => entryDate <= asOf);
  if (begun.length === 0) return null;
  const running = begun.filter(({ end }) => asOf < end);
  const lastEnd = begun
    .map(({ end }) => end)
    .toSorted()
    .at(-1);
  const candidates = running.length > 0 ? running : begun.filter(({ end }) => end === lastEnd);
  const place = candidates.toSorted((a, b) => compare(b.entryDate, a.entryDate) || compare(a.schoolId, b.schoolId))[0];
  if (place === undefined) return null;
  const conditions = conditionsOf(place.gradeLevel, facts, enrolments, when);
  const results = conditions.map(({ result }) => result);
  return {
    gradeLevel: place.gradeLevel,
    schoolId: place.schoolId,
    communityId: communityOf(facts, year, asOf),
    milestone: rulesFor(place.gradeLevel).name,
    status: results.includes('fail')
      ? 'off-track'
      : results.includes('insufficient-data')
        ? 'insufficient-data'
        : results.includes('caution')
          ? 'at-risk'
          : 'on-track',
    conditions,
  };
}

const milestones = [
  { name: 'early-grades', grades: '01 02', attendance: 90, gpa: null, lowest: null, discipline: true, failures: false },
  { name: 'grade-6', grades: '06', attendance: 90, gpa: null, lowest: 'D', discipline: true, failures: false },
  { name: 'grade-8', grades: '08', attendance: 96, gpa: 2.5, lowest: 'C', discipline: true, failures: false },
  { name: 'grade-9', grades: '09', attendance: 96, gpa: 3, lowest: 'C', discipline: true, failures: false },
  { name: 'graduation', grades: '10 11 12', attendance: 90, gpa: null, lowest: null, discipline: false, failures: true },
  {
    name: 'consistent-attendance',
    grades: 'PK KG 03 04 05 07',
    attendance: 90,
    gpa: null,
    lowest: null,
    discipline: false,
    failures: false,
  },
] as const;

function rulesFor(grade: string): (typeof milestones)[number] {
  const found = milestones.find(({ grades }) => grades.split(' ').includes(grade));
  if (found === undefined) throw new Error(`ew-framework has a milestone for every grade, not for "${grade}".`);
  return found;
}

function conditionsOf(grade: string, facts: Facts, enrolments: Span<Enrolment>[], when: ModelWhen): ConditionOutcome[] {
  const rules = rulesFor(grade);
  const marks = facts.of<ModelMark>('grade-posted').filter((mark) => (mark.markedOn ?? mark.termEnd) <= when.asOf);
  const conditions = [attendance(facts, enrolments, when, rules.attendance)];
  if (rules.gpa !== null) conditions.push(gradePointAverage(marks, rules.gpa));
  if (rules.lowest !== null) conditions.push(lowestMark(marks, 'ela', rules.lowest), lowestMark(marks, 'math', rules.lowest));
  if (rules.discipline) conditions.push(discipline(facts, when.asOf));
  if (rules.failures) conditions.push(coreFailures(marks));
  return conditions;
}

function discipline(facts: Facts, asOf: string): ConditionOutcome {
  const incidents = facts.of<{ date: string; actions: { kind: string }[] }>('behavior-recorded');
  const exclusionary = ['in-school-suspension', 'out-of-school-suspension', 'expulsion'];
  const value = incidents.filter(({ date, actions }) => date <= asOf && actions.some(({ kind }) => exclusionary.includes(kind))).length;
  return { name: 'discipline', value, threshold: 0, result: value > 0 ? 'fail' : 'pass' };
}

type Attendance = { date: string; sectionId?: string; status: string };

function attendance(facts: Facts, enrolments: Span<Enrolment>[], when: ModelWhen, threshold: number): ConditionOutcome {
  let present = 0;
  let enrolled = 0;
  for (const day of daysOf(when.year).filter((date) => date <= when.asOf)) {
    const absent = absence(facts, day, when.year);
    const counts = enrolments.some(({ schoolId, entryDate, end }) => {
      if (day < entryDate || day >= end) return false;
      const calendar = facts.of<Calendar>('calendar-published').find((candidate) => candidate.schoolId === schoolId);
      if (calendar === undefined) return false;
      const instructional = calendar.instructionalDays?.includes(day);
      if (calendar.attendanceTaking === 'affirmative') return absent !== null && instructional !== false;
      const submissions = facts.of<{ schoolId: string; date: string }>('attendance-submitted');
      return instructional === true && submissions.some((submission) => submission.schoolId === schoolId && submission.date === day);
    });
    if (!counts) continue;
    enrolled += 1;
    if (absent !== true) present += 1;
  }
  const value = enrolled === 0 ? null : Math.round((10_000 * present) / enrolled) / 100;
  const reaches = (percent: number): boolean => 100 * present >= percent * enrolled;
  const judged = !reaches(threshold) ? 'fail' : threshold === 90 && !reaches(96) ? 'caution' : 'pass';
  return { name: 'attendance', value, threshold, result: enrolled < when.minimum ? 'insufficient-data' : judged, present, enrolled };
}

type Calendar = { schoolId: string; attendanceTaking: string; instructionalDays?: string[] };

/** True for an absent day, false for a present one, null without a record. */
function absence(facts: Facts, day: string, year: number): boolean | null {
  const records = facts.of<Attendance>('attendance-recorded').filter(({ date }) => date === day);
  const wholeDay = records.find(({ sectionId }) => sectionId === undefined);
  if (wholeDay !== undefined) return wholeDay.status.startsWith('absent');
  if (records.length === 0) return null;
  const joinings = facts.of<{ sectionId: string; date: string }>('section-joined');
  const memberships = spans(joinings, 'date', facts.of('section-left'), { ending: 'date', names: 'joinedOn', same: 'sectionId', year });
  const member = memberships.filter(({ date, end }) => date <= day && day < end).map(({ sectionId }) => sectionId);
  const sections = new Set([...member, ...records.map(({ sectionId }) => sectionId)]);
  return 2 * records.filter(({ status }) => status.startsWith('absent')).length >= sections.size;
}

function communityOf(facts: Facts, year: number, asOf: string): string | null {
  const joinings = facts.of<{ communityId: string; date: string }>('community-joined');
  const memberships = spans(joinings, 'date', facts.of('community-left'), { ending: 'date', names: 'joinedOn', same: 'communityId', year });
  const running = memberships.filter(({ date, end }) => date <= asOf && asOf < end);
  return running.toSorted((a, b) => compare(a.date, b.date) || compare(a.communityId, b.communityId))[0]?.communityId ?? null;
}

const daysOfYears = new Map<number, string[]>();

function daysOf(year: number): string[] {
  const known = daysOfYears.get(year);
  if (known !== undefined) return known;
  const days: string[] = [];
  for (let day = Date.UTC(year - 1, 6, 1); day < Date.UTC(year, 6, 1); day += 86_400_000)
    days.push(new Date(day).toISOString().slice(0, 10));
  daysOfYears.set(year, days);
  return days;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
