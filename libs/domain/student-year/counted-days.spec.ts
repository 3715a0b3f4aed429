import { describe, expect, it } from '@jest/globals';
import {
  affirmative,
  attended,
  calendar,
  conditionOf,
  enrolled,
  FIRST_DAY,
  schoolsOf,
  submitted,
  withdrawn,
  YEAR,
  type Asked,
} from '#libs/testing';
import { dayIndex } from '../time/school-date.js';
import { countAttendance, dayCode } from './attendance-count.js';
import { evolveStudentYear } from './student-year.fold.js';
import { attendanceCode, emptyStudentYear, type StudentFact } from './student-year.state.js';

/** Present and enrolled days. */
function counted(facts: StudentFact[], asked?: Asked): [number | undefined, number | undefined] {
  const attendance = conditionOf('attendance', [enrolled('05'), ...facts], asked);
  return [attendance?.present, attendance?.enrolled];
}

const week = ['2025-09-01', '2025-09-02', '2025-09-03', '2025-09-04', '2025-09-05'];
const open = affirmative;
const joined = (sectionId: string, date = FIRST_DAY): StudentFact => ({
  type: 'section-joined.v1',
  data: { schoolId: 'north', sectionId, date },
});
const left = (sectionId: string, date: string, joinedOn?: string): StudentFact => ({
  type: 'section-left.v1',
  data: { schoolId: 'north', sectionId, date, ...(joinedOn && { joinedOn }) },
});

describe('rule 22: the days that count', () => {
  it('at an affirmative school are those with a record; a day without one counts neither way', () => {
    expect(counted(attended('PPAU'), { schools: { north: [open] } })).toEqual([2, 4]);
    expect(counted(attended('P..U'), { schools: { north: [open] } })).toEqual([1, 2]);
    expect(counted(attended('PPAU'), { schools: { north: [calendar('affirmative', week.slice(0, 3))] } })).toEqual([2, 3]);
  });

  it('at an exception-only school are instructional and submitted days, record or not', () => {
    const school = [calendar('exception-only', week.slice(0, 4)), ...submitted('2025-09-01', '2025-09-02', '2025-09-03', '2025-09-05')];
    expect(counted([], { schools: { north: school } })).toEqual([3, 3]);
    expect(counted(attended('.UUUU'), { schools: { north: school } })).toEqual([1, 3]);
  });

  it('end with the as-of day, which is included', () => {
    expect(counted(attended('PPPPP'), { asOf: '2025-09-03' })).toEqual([3, 3]);
  });

  it('may be of the first day of the school year, and there is none before it', () => {
    const facts = [enrolled('05', { entryDate: '2025-07-01' }), ...attended('PU', '2025-07-01')];
    const state = facts.reduce(evolveStudentYear, emptyStudentYear(YEAR));
    const schools = schoolsOf({ north: [open] });
    const present = (asOf: number): string => {
      const { present: here, absent } = countAttendance(state, schools, asOf);
      return `${here} and ${absent}`;
    };
    expect([0, 1, 0, -1, -3, 1].map(present)).toEqual(['1 and 0', '1 and 1', '1 and 0', '0 and 0', '0 and 0', '1 and 1']);
    evolveStudentYear(state, withdrawn('2025-07-01'));
    expect(present(1)).toBe('0 and 0');
  });

  it('are counted again when what makes them changes, also the day asked for itself', () => {
    const state = [enrolled('05'), ...attended('U', FIRST_DAY, 's1'), joined('s2')].reduce(evolveStudentYear, emptyStudentYear(YEAR));
    const schools = schoolsOf({ north: [open] });
    const absent = (): number => countAttendance(state, schools, dayIndex(FIRST_DAY, YEAR)).absent;
    expect(absent()).toBe(1);
    evolveStudentYear(state, joined('s3'));
    expect(absent()).toBe(0);
    evolveStudentYear(state, left('s3', FIRST_DAY));
    expect(absent()).toBe(1);
  });

  it('are days of enrolment: from the entry to the day before the exit', () => {
    expect(counted([...attended('PPPPP', '2025-08-30'), withdrawn('2025-09-02')])).toEqual([1, 1]);
  });

  it('do not exist without a published calendar, for it is not known how attendance is taken', () => {
    expect(counted(attended('PPP'), { schools: {} })).toEqual([0, 0]);
    expect(counted(attended('PPP'), { schools: { north: submitted(...week) } })).toEqual([0, 0]);
    const noDays = calendar('exception-only', []);
    expect(counted([], { schools: { north: [noDays, ...submitted(...week)] } })).toEqual([0, 0]);
    const { instructionalDays: _, ...bare } = {
      ...(noDays.data as { instructionalDays: string[] }),
      firstDay: FIRST_DAY,
      lastDay: FIRST_DAY,
    };
    const withoutCalendar = { type: 'calendar-published.v1', data: { ...bare, attendanceTaking: 'exception-only' } } as const;
    expect(counted([], { schools: { north: [withoutCalendar, ...submitted(...week)] } })).toEqual([0, 0]);
  });

  it('do not exist after the calendar is retracted; a retracted submission takes its day back', () => {
    const retracted = { type: 'calendar-retracted.v1', data: {} } as const;
    expect(counted(attended('PPP'), { schools: { north: [open, retracted] } })).toEqual([0, 0]);
    const unsubmitted = { type: 'attendance-submission-retracted.v1', data: { date: '2025-09-02' } } as const;
    const school = [calendar('exception-only', week), ...submitted(...week), unsubmitted];
    expect(counted([], { schools: { north: school } })).toEqual([4, 4]);
  });

  it('count once when enrolments overlap: where one school counts the day, it counts', () => {
    const both = [enrolled('05', { schoolId: 'south' }), ...attended('PU')];
    expect(counted(both)).toEqual([1, 2]);
    expect(counted(both, { schools: { south: [open] } })).toEqual([1, 2]);
    expect(counted(both, { schools: { north: [calendar('exception-only', week)], south: [open] } })).toEqual([1, 2]);
  });
});

describe('rule 13: a record counts wherever the student is enrolled, even if it names another school', () => {
  it('by the calendar of the school of enrolment', () => {
    const elsewhere = attended('PU').map((fact) => ({ ...fact, data: { ...fact.data, schoolId: 'elsewhere' } }) as StudentFact);
    expect(counted(elsewhere, { schools: { north: [calendar('affirmative', week)] } })).toEqual([1, 2]);
  });
});

describe('rule 12: a day known by section records only', () => {
  const section = (id: string, code: string): StudentFact[] => attended(code, FIRST_DAY, id);

  it('is absent when at least half of the sections of the day were missed', () => {
    expect(counted([...section('s1', 'U'), ...section('s2', 'P')])).toEqual([0, 1]);
    expect(counted([...section('s1', 'U'), ...section('s2', 'P'), ...section('s3', 'P')])).toEqual([1, 1]);
    expect(counted([...section('s1', 'A'), ...section('s2', 'U'), ...section('s3', 'P')])).toEqual([0, 1]);
    expect(counted([...section('s1', 'T'), ...section('s2', 'E')])).toEqual([1, 1]);
  });

  it('has the sections with a record and those the student is in that day', () => {
    const missedOne = section('s1', 'U');
    expect(counted([...missedOne, joined('s1'), joined('s2')])).toEqual([0, 1]);
    expect(counted([...missedOne, joined('s1'), joined('s2'), joined('s3')])).toEqual([1, 1]);
    expect(counted([...missedOne, joined('s2'), joined('s3')])).toEqual([1, 1]);
    expect(counted([...missedOne, joined('s1'), joined('s2'), joined('s3', '2025-09-02')])).toEqual([0, 1]);
  });

  it('leaves a section out from the day of leaving on, and takes it back when the leaving is retracted', () => {
    const facts = [...attended('U', '2025-09-10', 's1'), joined('s1'), joined('s2'), joined('s3')];
    expect(counted([...facts, left('s3', '2025-09-11')])).toEqual([1, 1]);
    expect(counted([...facts, left('s3', '2025-09-10')])).toEqual([0, 1]);
    expect(counted([...facts, left('s3', '2025-09-10', FIRST_DAY)])).toEqual([0, 1]);
    expect(counted([...facts, left('s3', '2025-09-10', '2025-08-01')])).toEqual([1, 1]);
    const back: StudentFact = { type: 'section-leaving-retracted.v1', data: { sectionId: 's3', date: '2025-09-10' } };
    expect(counted([...facts, left('s3', '2025-09-10'), back])).toEqual([1, 1]);
    const out: StudentFact = { type: 'section-membership-retracted.v1', data: { sectionId: 's3', date: FIRST_DAY } };
    expect(counted([...facts, out])).toEqual([0, 1]);
  });

  it('is unexcused as soon as one of the missed sections is', () => {
    const codeOf = (...facts: StudentFact[]): number =>
      dayCode(facts.reduce(evolveStudentYear, emptyStudentYear(YEAR)), dayIndex(FIRST_DAY, YEAR));
    expect(codeOf()).toBe(0);
    expect(codeOf(...section('s1', 'A'), ...section('s2', 'A'))).toBe(attendanceCode['absent-excused']);
    expect(codeOf(...section('s1', 'A'), ...section('s2', 'U'))).toBe(attendanceCode['absent-unexcused']);
    expect(codeOf(...section('s1', 'P'), ...section('s2', 'P'))).toBe(attendanceCode.present);
  });

  it('becomes unknown again when its records are retracted', () => {
    const retracted: StudentFact = { type: 'attendance-retracted.v1', data: { date: FIRST_DAY, sectionId: 's1' } };
    expect(counted([...section('s1', 'U'), retracted])).toEqual([0, 0]);
    const wholeDay: StudentFact = { type: 'attendance-retracted.v1', data: { date: FIRST_DAY } };
    expect(counted([...section('s1', 'U'), ...attended('P'), wholeDay])).toEqual([0, 1]);
  });
});
