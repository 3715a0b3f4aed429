import { describe, expect, it } from '@jest/globals';
import {
  assessment,
  attended,
  calendar,
  days,
  enrolled,
  explained,
  explainedCondition,
  FIRST_DAY,
  incident,
  mark,
  percentMark,
  schoolsOf,
  told,
  YEAR,
} from '#libs/testing';
import type { Profile } from '../profiles/profile.js';
import { shippedProfile } from '../profiles/shipped-profiles.js';
import { evolveStudentYear } from '../student-year/student-year.fold.js';
import { emptyStudentYear } from '../student-year/student-year.state.js';
import { dayIndex } from '../time/school-date.js';
import { explainRecords } from './explain-records.js';

const ew = shippedProfile('ew-framework') as Profile;

describe('the evidence of attendance', () => {
  it('names each absence with its event, and how many days were present', () => {
    const { evidence, days: counted, sentence, missing } = explainedCondition('attendance', [enrolled('06'), ...attended('PPUTA')]);
    expect(evidence).toEqual([
      {
        eventId: 'event-3',
        position: 103,
        revision: 3,
        type: 'attendance-recorded.v1',
        date: '2025-09-03',
        what: 'absent-unexcused, whole day',
        knownAt: '2025-12-01T00:00:03Z',
        counts: true,
      },
      expect.objectContaining({ eventId: 'event-5', date: '2025-09-05', what: 'absent-excused, whole day' }),
    ]);
    expect(counted).toEqual({ present: 3, absent: ['2025-09-03', '2025-09-05'], tardy: ['2025-09-04'] });
    expect(sentence).toContain('at least 90 %');
    expect(missing).toBe('5 of the 30 counted days that attendance needs');
    expect(explainedCondition('attendance', [enrolled('06'), ...days(30, 0)]).missing).toBeNull();
  });

  it('lists the sections of a day that is known by them only', () => {
    const facts = [enrolled('06'), ...attended('U', FIRST_DAY, 's1'), ...attended('P', FIRST_DAY, 's2')];
    expect(told(explainedCondition('attendance', facts))).toEqual([
      [FIRST_DAY, 'absent-unexcused, section s1 (1 of 2 sections missed)', true],
      [FIRST_DAY, 'present, section s2 (1 of 2 sections missed)', false],
    ]);
    expect(told(explainedCondition('attendance', [...facts, ...attended('P')]))).toEqual([]);
  });

  it('shows absences that do not count, and why', () => {
    const outside = [enrolled('06'), ...attended('U', '2025-08-31'), ...attended('U')];
    const schools = schoolsOf({ north: [calendar('affirmative', ['2025-08-31'])] });
    expect(told(explainedCondition('attendance', outside, { schools }))).toEqual([
      ['2025-08-31', 'absent-unexcused, whole day, not counted: not enrolled', false],
      [FIRST_DAY, 'absent-unexcused, whole day, not counted: no school day that counts', false],
    ]);
    const asOf = dayIndex(FIRST_DAY, YEAR);
    const undecided = explainedCondition('attendance', [enrolled('06'), ...attended('U', FIRST_DAY, 's1')], {
      asOf,
      withoutUndecidedDay: true,
    });
    expect(told(undecided)).toEqual([
      [FIRST_DAY, 'absent-unexcused, section s1 (1 of 1 sections missed), not counted: the day is not decided yet', false],
    ]);
  });

  it('leaves out no day but the last one, and only where that is asked for', () => {
    const facts = [enrolled('06'), ...attended('U', FIRST_DAY, 's1'), ...attended('A', '2025-09-02', 's1')];
    const counted = (withoutUndecidedDay: boolean): unknown =>
      explainedCondition('attendance', facts, { asOf: dayIndex('2025-09-02', YEAR), withoutUndecidedDay }).days;
    expect(counted(false)).toMatchObject({ absent: [FIRST_DAY, '2025-09-02'] });
    expect(counted(true)).toMatchObject({ absent: [FIRST_DAY] });
    const joined = { type: 'section-joined.v1', data: { schoolId: 'north', sectionId: 's2', date: '2025-09-02' } } as const;
    expect(told(explainedCondition('attendance', [...facts, joined]))).toEqual([
      [FIRST_DAY, 'absent-unexcused, section s1 (1 of 1 sections missed)', true],
      ['2025-09-02', 'absent-excused, section s1 (1 of 2 sections missed)', true],
    ]);
  });

  it('is nothing where no event said so', () => {
    const facts = [enrolled('06'), ...attended('U'), incident('expulsion'), mark('ela', 'F'), assessment('ela', false)];
    const state = facts.reduce(evolveStudentYear, emptyStudentYear(YEAR));
    const measures = ew.milestones.flatMap(({ conditions }) => conditions.map(({ measure }) => measure));
    for (const measure of measures) {
      if (measure.aggregate !== 'ratio') expect(explainRecords(measure, state, 365, new Map())).toEqual([]);
    }
  });

  it('ends with the as-of day, which is included, and begins with a window', () => {
    const until = (date: string): string[] =>
      told(explainedCondition('attendance', [enrolled('06'), ...attended('UUU')], { asOf: dayIndex(date, YEAR) })).map(([day]) => day);
    expect(until('2025-09-02')).toEqual(['2025-09-01', '2025-09-02']);
    const windowed = JSON.parse(
      JSON.stringify(ew).replaceAll('"minimum":30', '"minimum":30,"window":{"lastDays":3},"tardiesPerAbsence":1'),
    ) as Profile;
    const { evidence, days: counted } = explainedCondition('attendance', [enrolled('06'), ...attended('UUTP')], {
      profile: windowed,
      asOf: dayIndex('2025-09-04', YEAR),
    });
    expect(evidence.map(({ what }) => what)).toEqual(['absent-unexcused, whole day', 'tardy, whole day']);
    expect(counted).toEqual({ present: 2, absent: ['2025-09-02'], tardy: ['2025-09-03'] });
  });
});

describe('the evidence of marks and incidents', () => {
  it('names the current marks used, in order of date', () => {
    const facts = [
      enrolled('08'),
      mark('math', 'F', { termId: 'q2', termEnd: '2026-01-30', final: true, origin: 'transcript', creditsAttempted: 0.5, percent: 50 }),
      mark('ela', 'C', { summer: true }),
      mark('math', 'A', { termId: 'q1' }),
    ];
    expect(told(explainedCondition('gpa', facts))).toEqual([
      ['2025-11-15', 'C in ela, course ela, term t1, summer', true],
      ['2026-01-30', 'F (50 %) in math, course math, term q2, final, from a transcript, 0.5 credits attempted', true],
    ]);
    expect(explainedCondition('math', facts).evidence).toMatchObject([{ eventId: 'event-1', type: 'grade-posted.v1' }]);
    const ofOneDay = explainedCondition('gpa', [enrolled('08'), mark('other', 'B'), mark('math', 'A'), mark('ela', 'C')]);
    expect(ofOneDay.evidence.map(({ position }) => position)).toEqual([101, 102, 103]);
  });

  it('names what is counted among the final marks of core courses', () => {
    const facts = [enrolled('10'), mark('ela', 'F', { final: true }), mark('math', 'B', { final: true })];
    expect(told(explainedCondition('core-failures', facts))).toEqual([
      ['2025-11-15', 'F in ela, course ela, term t1, final', true],
      ['2025-11-15', 'B in math, course math, term t1, final', false],
    ]);
    const again = mark('ela', 'F', { final: true, termId: 't2', termEnd: '2026-01-30' });
    expect(told(explainedCondition('core-failures', [...facts, again])).map(([date, , counts]) => [date, counts])).toEqual([
      ['2025-11-15', true],
      ['2025-11-15', false],
      ['2026-01-30', true],
    ]);
    const years = [
      mark('math', 'B', { final: true, creditsEarned: 1 }),
      { ...again, data: { ...again.data, creditsEarned: 1 } } as typeof again,
    ];
    const profile = shippedProfile('freshman-on-track') as Profile;
    expect(told(explainedCondition('credits', [enrolled('09'), mark('ela', 'C', { final: true }), ...years], { profile }))).toHaveLength(3);
  });

  it('says what is missing', () => {
    expect(explainedCondition('ela', [enrolled('06')])).toMatchObject({ evidence: [], missing: 'no mark in ela yet' });
    expect(explainedCondition('gpa', [enrolled('08')])).toMatchObject({ missing: 'no mark in any course yet' });
    expect(explainedCondition('core-failures', [enrolled('10')])).toMatchObject({
      missing: 'no final mark in ela, math, science, social-science yet',
    });
    expect(explainedCondition('ela', [enrolled('06'), mark('ela', 'F')]).missing).toBeNull();
    const profile = shippedProfile('ed-fi-ews') as Profile;
    const letterOnly = explainedCondition('ela', [enrolled('06'), mark('ela', 'A')], { profile });
    expect(letterOnly).toMatchObject({ missing: 'no mark with a percent in ela yet', evidence: [{ counts: false }] });
    expect(explainedCondition('math', [enrolled('06'), percentMark('math', 66)], { profile })).toMatchObject({
      missing: null,
      evidence: [{ counts: true }],
    });
    const freshman = shippedProfile('freshman-on-track') as Profile;
    expect(
      told(
        explainedCondition('credits', [enrolled('09'), mark('art' as never, 'B', { final: true, creditsEarned: 1 })], {
          profile: freshman,
        }),
      ),
    ).toHaveLength(1);
  });

  it('names incidents with what was done', () => {
    const facts = [
      enrolled('06'),
      incident('expulsion', { incidentId: 'b', date: '2025-10-12', actions: [{ kind: 'expulsion', days: 3 }, { kind: 'other' }] }),
      incident('in-school-suspension'),
      incident('removal', { incidentId: 'c' }),
    ];
    expect(told(explainedCondition('discipline', facts))).toEqual([
      ['2025-10-10', 'school-violation: in-school-suspension, incident i1', true],
      ['2025-10-12', 'school-violation: expulsion (3 days), other, incident b', true],
    ]);
    expect(explainedCondition('discipline', [enrolled('06')])).toMatchObject({ evidence: [], missing: null });
    const profile = shippedProfile('ed-fi-ews') as Profile;
    const nothingDone = incident('none', { category: 'state-offense', actions: [] });
    expect(told(explainedCondition('state-offenses', [enrolled('06'), nothingDone], { profile }))).toEqual([
      ['2025-10-10', 'state-offense: no action, incident i1', true],
    ]);
  });

  it('is null without a row, and empty without a milestone', () => {
    expect(explained([])).toBeNull();
    expect(explained([enrolled('10')], { profile: shippedProfile('freshman-on-track') as Profile })).toMatchObject({
      row: { milestone: null },
      conditions: [],
    });
  });
});
