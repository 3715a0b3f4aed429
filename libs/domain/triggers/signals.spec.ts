import { describe, expect, it } from '@jest/globals';
import { attended, enrolled, FIRST_DAY, mark, YEAR } from '#libs/testing';
import { emptySchoolYear, evolveSchoolYear, type SchoolYear } from '../school-year/school-year.js';
import type { RecordedCondition } from '../status/recorded-status.js';
import { emptyStudentYear, type StudentFact } from '../student-year/student-year.state.js';
import { evolveStudentYear } from '../student-year/student-year.fold.js';
import { addDays, dayIndex } from '../time/school-date.js';
import { noContactSignal, silentFeedSignal, sizeSignal } from './place-signals.js';
import { statusSignal } from './status-signals.js';
import { studentSignal, type StudentCause } from './student-signals.js';

const row: StudentCause = { kind: 'absences-in-a-row' };

function school(taking: 'affirmative' | 'exception-only' = 'affirmative', days = 60): SchoolYear {
  const state = emptySchoolYear(YEAR);
  const instructionalDays = Array.from({ length: days }, (_, index) => addDays(FIRST_DAY, index));
  return (
    evolveSchoolYear(state, {
      type: 'calendar-published.v1',
      data: { firstDay: FIRST_DAY, lastDay: addDays(FIRST_DAY, days), instructionalDays, attendanceTaking: taking },
    }),
    state
  );
}

const day = (index: number): string => addDays(FIRST_DAY, index);
const at = (index: number): number => dayIndex(day(index), YEAR);

function signal(cause: StudentCause, facts: readonly StudentFact[], asOf: number, of = school()): unknown {
  const state = [enrolled('06'), ...facts].reduce(evolveStudentYear, emptyStudentYear(YEAR));
  return studentSignal(cause, { state, schools: new Map([['north', of]]) }, at(asOf));
}

describe('absences in a row', () => {
  it('are the school days missed since the last one present, excused or not', () => {
    expect(signal(row, attended('PAPUA'), 4)).toEqual({ level: 2, evidence: [day(3), day(4)] });
    expect(signal(row, attended('AAAP'), 3)).toBeNull();
    expect(signal(row, attended('AAAT'), 3)).toBeNull();
    expect(signal(row, [], 3)).toBeNull();
  });

  it('go on over days of which nothing is known', () => {
    expect(signal(row, attended('PA.A.A'), 9)).toEqual({ level: 3, evidence: [day(1), day(3), day(5)] });
  });

  it('count a day missed before its school has submitted it, and none on which the school is closed', () => {
    expect(signal(row, attended('A.A', day(58)), 62)).toEqual({ level: 1, evidence: [day(58)] });
    expect(signal(row, attended('A', day(3)), 3, school('exception-only'))).toMatchObject({ level: 1 });
    expect(
      signal(
        row,
        [
          ...attended('A'),
          { type: 'student-withdrawn.v1', data: { schoolId: 'north', exitDate: day(1), reason: 'transferred' } },
          ...attended('A', day(1)),
        ],
        1,
      ),
    ).toMatchObject({ level: 1 });
  });

  it('count where no calendar says otherwise, from the first day of the school year on', () => {
    const bare = emptySchoolYear(YEAR);
    evolveSchoolYear(bare, {
      type: 'calendar-published.v1',
      data: { firstDay: FIRST_DAY, lastDay: day(60), attendanceTaking: 'affirmative' },
    });
    expect(signal(row, attended('PA'), 2, bare)).toEqual({ level: 1, evidence: [day(1)] });
    const first = [enrolled('06', { schoolId: 'unknown', entryDate: '2025-07-01' }), ...attended('A', '2025-07-01')];
    expect(signal(row, first, 2)).toEqual({ level: 1, evidence: ['2025-07-01'] });
  });

  it('of an exception-only school end with a submitted day without a record', () => {
    const of = school('exception-only');
    const submit = (index: number): unknown => evolveSchoolYear(of, { type: 'attendance-submitted.v1', data: { date: day(index) } });
    for (const index of [0, 1, 2]) submit(index);
    const missed = attended('PAA');
    expect(signal(row, missed, 3, of)).toMatchObject({ level: 2 });
    submit(3);
    expect(signal(row, missed, 3, of)).toBeNull();
  });

  it('are counted again as of an earlier day: so a correction is told from a recovery', () => {
    const back = attended('PAAP');
    expect(signal(row, back, 2)).toMatchObject({ level: 2 });
    const corrected = [...back, ...attended('P', day(1))];
    expect(signal(row, corrected, 2)).toMatchObject({ level: 1 });
  });

  it('leave out a day that its sections have not decided yet', () => {
    const sections = ['a', 'b', 'c', 'd'].map((sectionId): StudentFact => ({
      type: 'section-joined.v1',
      data: { schoolId: 'north', sectionId, date: FIRST_DAY },
    }));
    const facts = [...sections, ...attended('PA'), ...attended('U', day(2), 'a')];
    expect(signal(row, facts, 2)).toMatchObject({ level: 1 });
    expect(signal(row, [...facts, ...attended('U', day(2), 'b')], 2)).toMatchObject({ level: 2 });
    expect(signal(row, facts, 3)).toBeNull();
  });
});

describe('discipline', () => {
  const cause: StudentCause = { kind: 'discipline', actions: ['out-of-school-suspension', 'expulsion'] };
  const incident = (incidentId: string, kind: 'expulsion' | 'out-of-school-suspension' | 'removal', index = 1): StudentFact => ({
    type: 'behavior-recorded.v1',
    data: { schoolId: 'north', incidentId, date: day(index), category: 'other', actions: [{ kind }] },
  });

  it('counts the incidents with one of the actions, up to the day', () => {
    const facts = [
      incident('b', 'expulsion'),
      incident('a', 'out-of-school-suspension'),
      incident('c', 'removal'),
      incident('d', 'expulsion', 9),
    ];
    expect(signal(cause, facts, 5)).toEqual({ level: 2, evidence: ['a', 'b'] });
    expect(signal(cause, [incident('c', 'removal')], 5)).toBeNull();
  });
});

describe('failing courses', () => {
  const cause: StudentCause = { kind: 'failing-courses', subjects: ['ela', 'math'] };

  it('are those of the subjects whose current mark is an F', () => {
    const facts = [mark('ela', 'F'), mark('math', 'D'), mark('science', 'F')];
    expect(signal(cause, facts, 300)).toMatchObject({ level: 1 });
    expect(signal(cause, [mark('math', 'D')], 300)).toBeNull();
  });
});

describe('a status', () => {
  const conditions: RecordedCondition[] = [
    { name: 'b', value: 1, threshold: 0, result: 'fail', inclusive: true },
    { name: 'a', value: 1, threshold: 0, result: 'fail', inclusive: true },
    { name: 'c', value: 1, threshold: 0, result: 'caution', inclusive: true },
    { name: 'd', value: null, threshold: 0, result: 'insufficient-data', inclusive: true },
  ];

  it('is there or not', () => {
    const cause = { kind: 'status', status: 'off-track' } as const;
    expect(statusSignal(cause, { status: 'off-track', conditions })).toEqual({ level: 1, evidence: [], conditions });
    expect(statusSignal(cause, { status: 'at-risk', conditions })).toBeNull();
  });

  it('has conditions that have come so far; what is not known is no finding', () => {
    const recorded = { status: 'off-track', conditions } as const;
    expect(statusSignal({ kind: 'conditions', result: 'fail' }, recorded)).toEqual({ level: 2, evidence: ['a', 'b'], conditions });
    expect(statusSignal({ kind: 'conditions', result: 'caution' }, recorded)).toMatchObject({ level: 3, evidence: ['a', 'b', 'c'] });
    expect(statusSignal({ kind: 'conditions', result: 'fail' }, { status: 'at-risk', conditions: conditions.slice(2) })).toBeNull();
  });
});

describe('a community or a school', () => {
  it('is too large by so many students', () => {
    expect(sizeSignal(401, 400)).toEqual({ level: 1, evidence: [] });
    expect(sizeSignal(400, 400)).toBeNull();
  });

  it('is silent for the school days since the last attendance, today not counted', () => {
    expect(silentFeedSignal(school(), at(4), at(7))).toEqual({ level: 2, evidence: [day(5), day(6)] });
    expect(silentFeedSignal(school(), at(4), at(5))).toBeNull();
    expect(silentFeedSignal(school(), -1, at(3))).toMatchObject({ level: 3 });
    expect(silentFeedSignal(school(), -1, at(50))).toMatchObject({ level: 20 });
    expect(silentFeedSignal(emptySchoolYear(YEAR), -1, at(50))).toBeNull();
    expect(silentFeedSignal(school('affirmative', 3), at(2), at(30))).toBeNull();
    const [exceptions, everybody] = [school('exception-only'), school()];
    for (const each of [exceptions, everybody]) evolveSchoolYear(each, { type: 'attendance-submitted.v1', data: { date: day(2) } });
    expect(silentFeedSignal(exceptions, at(4), at(7))).toMatchObject({ evidence: [day(3), day(4), day(5), day(6)] });
    expect(silentFeedSignal(everybody, at(4), at(7))).toMatchObject({ evidence: [day(5), day(6)] });
  });

  it('has a student who is off track without a contact for so many days', () => {
    expect(noContactSignal('2025-10-01', null, '2025-10-15')).toEqual({ level: 14, evidence: ['2025-10-01'] });
    expect(noContactSignal('2025-10-01', '2025-10-10', '2025-10-15')).toEqual({ level: 5, evidence: ['2025-10-10'] });
    expect(noContactSignal('2025-10-01', '2025-09-10', '2025-10-15')).toMatchObject({ level: 14 });
    expect(noContactSignal('2025-10-01', '2025-10-15', '2025-10-15')).toBeNull();
  });
});
