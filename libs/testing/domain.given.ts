import {
  addDays,
  dayIndex,
  emptySchoolYear,
  emptyStudentYear,
  evolveSchoolYear,
  evolveStudentYear,
  shippedProfile,
  statusRow,
  type ActionKind,
  type AssessedSubject,
  type AttendanceStatus,
  type ConditionOutcome,
  type GradeLevel,
  type Profile,
  type SchoolFact,
  type SchoolYear,
  type StatusRow,
  type StudentFact,
  type StudentFacts,
  type Subject,
} from '#libs/domain';

/** The school year of the examples: July 1, 2025 to June 30, 2026. */
export const YEAR = 2026;
export const FIRST_DAY = '2025-09-01';

type Some<K extends keyof StudentFacts> = Partial<StudentFacts[K]>;

export function enrolled(gradeLevel: GradeLevel, over: Some<'student-enrolled'> = {}): StudentFact {
  return { type: 'student-enrolled.v1', data: { schoolId: 'north', gradeLevel, entryDate: FIRST_DAY, ...over } };
}

export function withdrawn(exitDate: string, over: Some<'student-withdrawn'> = {}): StudentFact {
  return { type: 'student-withdrawn.v1', data: { schoolId: 'north', exitDate, reason: 'transferred', ...over } };
}

const statuses: Readonly<Record<string, AttendanceStatus>> = {
  P: 'present',
  T: 'tardy',
  E: 'early-departure',
  A: 'absent-excused',
  U: 'absent-unexcused',
};

/** One character a day from a date on: P, T, E, A (excused), U (unexcused); any other leaves the day out. */
export function attended(codes: string, from = FIRST_DAY, sectionId?: string): StudentFact[] {
  return [...codes].flatMap((character, index): StudentFact[] => {
    const status = statuses[character];
    if (status === undefined) return [];
    const date = addDays(from, index);
    return [{ type: 'attendance-recorded.v1', data: { schoolId: 'north', date, status, ...(sectionId && { sectionId }) } }];
  });
}

/** So many days present, then so many absent, from the first day on. */
export function days(present: number, absent: number): StudentFact[] {
  return attended('P'.repeat(present) + 'U'.repeat(absent));
}

export function mark(subject: Subject, letter: string, over: Some<'grade-posted'> = {}): StudentFact {
  const base = { schoolId: 'north', courseId: subject, subject, termId: 't1', termKind: 'quarter', termEnd: '2025-11-15' } as const;
  return { type: 'grade-posted.v1', data: { ...base, letter, final: false, ...over } };
}

/** A mark known by its percent only. */
export function percentMark(subject: Subject, percent: number, over: Some<'grade-posted'> = {}): StudentFact {
  const base = { schoolId: 'north', courseId: subject, subject, termId: 't1', termKind: 'quarter', termEnd: '2025-11-15' } as const;
  return { type: 'grade-posted.v1', data: { ...base, percent, final: false, ...over } };
}

export function incident(kind: ActionKind, over: Some<'behavior-recorded'> = {}): StudentFact {
  const base = { schoolId: 'north', incidentId: 'i1', date: '2025-10-10', category: 'school-violation' } as const;
  return { type: 'behavior-recorded.v1', data: { ...base, actions: [{ kind }], ...over } };
}

/** A benchmark test of a subject, met or not. */
export function assessment(subject: AssessedSubject, benchmarkMet: boolean, over: Some<'assessment-recorded'> = {}): StudentFact {
  return { type: 'assessment-recorded.v1', data: { assessmentId: `a-${subject}`, subject, date: '2025-10-01', benchmarkMet, ...over } };
}

/** Takes attendance of everyone and has no calendar: every day with a record counts. */
export const affirmative: SchoolFact = {
  type: 'calendar-published.v1',
  data: { firstDay: FIRST_DAY, lastDay: '2026-06-15', attendanceTaking: 'affirmative' },
};

export function calendar(attendanceTaking: 'affirmative' | 'exception-only', instructionalDays: readonly string[]): SchoolFact {
  return { type: 'calendar-published.v1', data: { firstDay: FIRST_DAY, lastDay: '2026-06-15', instructionalDays, attendanceTaking } };
}

export function submitted(...dates: string[]): SchoolFact[] {
  return dates.map((date) => ({ type: 'attendance-submitted.v1', data: { date } }));
}

/** So many dates in a row. */
export function datesFrom(first: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => addDays(first, index));
}

export interface Asked {
  readonly asOf?: string;
  readonly profile?: string | Profile;
  /** Facts of each school; default: north and south are affirmative. */
  readonly schools?: Readonly<Record<string, readonly SchoolFact[]>>;
}

export function schoolsOf(facts: Readonly<Record<string, readonly SchoolFact[]>>): Map<string, SchoolYear> {
  return new Map(
    Object.entries(facts).map(([id, all]) => {
      const school = emptySchoolYear(YEAR);
      for (const fact of all) evolveSchoolYear(school, fact);
      return [id, school];
    }),
  );
}

/** The row of a student with these facts; null where there is none. */
export function rowOf(facts: readonly StudentFact[], asked: Asked = {}): StatusRow | null {
  const { asOf = '2026-06-30', profile = 'ew-framework', schools = { north: [affirmative], south: [affirmative] } } = asked;
  const rules = typeof profile === 'string' ? shippedProfile(profile) : profile;
  if (rules === null) throw new Error(`No shipped profile is named ${String(profile)}.`);
  const state = facts.reduce(evolveStudentYear, emptyStudentYear(YEAR));
  return statusRow(state, { schools: schoolsOf(schools), profile: rules, asOf: dayIndex(asOf, YEAR) });
}

/** One condition of the row. */
export function conditionOf(name: string, facts: readonly StudentFact[], asked: Asked = {}): ConditionOutcome | undefined {
  return rowOf(facts, asked)?.conditions.find((condition) => condition.name === name);
}
