import { describe, expect, it } from '@jest/globals';
import { calendar, submitted, YEAR } from '#libs/testing';
import { emptySchoolYear, evolveSchoolYear, type SchoolChange, type SchoolFact, type SchoolYear } from './school-year.js';

function folded(...facts: SchoolFact[]): { school: SchoolYear; changes: SchoolChange[] } {
  const school = emptySchoolYear(YEAR);
  return { school, changes: facts.map((fact) => evolveSchoolYear(school, fact)) };
}

const daysSet = (days: Uint8Array | null): number[] => [...(days ?? [])].flatMap((value, day) => (value === 1 ? [day] : []));

describe('a school in one school year', () => {
  it('takes no attendance that is known of until a calendar is published', () => {
    const { school } = folded(...submitted('2025-09-01'));
    expect([school.taking, school.instructional]).toEqual([null, null]);
  });

  it('has the instructional days of its latest calendar, which concerns all days', () => {
    const { school, changes } = folded(calendar('affirmative', ['2025-07-01', '2025-07-02']), calendar('exception-only', ['2025-07-03']));
    expect([school.taking, daysSet(school.instructional), changes]).toEqual(['exception-only', [2], ['all-days', 'all-days']]);
  });

  it('has no days of its own where the calendar names none', () => {
    const bare = { firstDay: '2025-09-01', lastDay: '2026-06-15', attendanceTaking: 'affirmative' } as const;
    const { school } = folded(calendar('affirmative', ['2025-07-01']), { type: 'calendar-published.v1', data: bare });
    expect([school.taking, school.instructional]).toEqual(['affirmative', null]);
  });

  it('knows neither taking nor days after a retraction; submissions stay', () => {
    const retracted: SchoolFact = { type: 'calendar-retracted.v1', data: {} };
    const { school, changes } = folded(calendar('affirmative', ['2025-07-01']), ...submitted('2025-07-05'), retracted);
    expect([school.taking, school.instructional, daysSet(school.submitted), changes.at(-1)]).toEqual([null, null, [4], 'all-days']);
  });

  it('submits days one by one and takes them back; each concerns that day only', () => {
    const back: SchoolFact = { type: 'attendance-submission-retracted.v1', data: { date: '2025-07-02' } };
    const { school, changes } = folded(...submitted('2025-07-01', '2025-07-02'), back);
    expect([daysSet(school.submitted), changes]).toEqual([[0], [0, 1, 1]]);
  });

  it('remembers the latest day that was ever submitted', () => {
    const latest = (...dates: string[]): number => folded(...submitted(...dates)).school.latestSubmitted;
    expect([latest(), latest('2025-07-01'), latest('2025-07-03', '2025-07-02')]).toEqual([-1, 0, 2]);
    const back: SchoolFact = { type: 'attendance-submission-retracted.v1', data: { date: '2025-07-03' } };
    expect(folded(...submitted('2025-07-01', '2025-07-03'), back).school.latestSubmitted).toBe(2);
  });

  it('ignores calendar days outside the year', () => {
    expect(daysSet(folded(calendar('affirmative', ['2025-06-30', '2026-07-02', '2025-07-01'])).school.instructional)).toEqual([0]);
  });
});
