import { describe, expect, it } from '@jest/globals';
import { affirmative, attended, enrolled, FIRST_DAY, schoolsOf, YEAR } from '#libs/testing';
import type { Profile, RatioMeasure } from '../profiles/profile.js';
import { shippedProfile } from '../profiles/shipped-profiles.js';
import { evolveStudentYear } from '../student-year/student-year.fold.js';
import { emptyStudentYear, type StudentFact, type StudentYear } from '../student-year/student-year.state.js';
import { dayIndex } from '../time/school-date.js';
import { isUndecided } from './attendance-days.js';
import { statusRow } from './evaluation.js';

const profile = JSON.parse(JSON.stringify(shippedProfile('ew-framework')).replaceAll('"minimum":30', '"minimum":1')) as Profile;
const DAY = '2025-09-04';
const asOf = dayIndex(DAY, YEAR);
const joined = (sectionId: string): StudentFact => ({ type: 'section-joined.v1', data: { schoolId: 'north', sectionId, date: FIRST_DAY } });
const fourSections = ['s1', 's2', 's3', 's4'].map(joined);
const threeDays = attended('PPP');

function stateOf(facts: StudentFact[]): StudentYear {
  return [enrolled('05'), ...threeDays, ...facts].reduce(evolveStudentYear, emptyStudentYear(YEAR));
}

/** Present and enrolled days with the day, and without it as long as it is undecided. */
function counted(facts: StudentFact[]): unknown[] {
  const state = stateOf(facts);
  const context = { schools: schoolsOf({ north: [affirmative] }), profile, asOf };
  return [false, true].map((withoutUndecidedDay) => {
    const [attendance] = statusRow(state, { ...context, withoutUndecidedDay })?.conditions ?? [];
    return `${attendance?.present} of ${attendance?.enrolled}`;
  });
}

const missed = (...sections: string[]): StudentFact[] => sections.flatMap((id) => attended('U', DAY, id));
const present = (...sections: string[]): StudentFact[] => sections.flatMap((id) => attended('P', DAY, id));

describe('a day known by section records only', () => {
  it('is decided live once half of the sections the student is known to attend are missed', () => {
    expect(isUndecided(stateOf([...fourSections, ...missed('s1')]), asOf)).toBe(true);
    expect(isUndecided(stateOf([...fourSections, ...missed('s1', 's2')]), asOf)).toBe(false);
    expect(isUndecided(stateOf([...fourSections, ...missed('s1', 's2'), ...present('s3', 's4')]), asOf)).toBe(false);
    expect(isUndecided(stateOf([...fourSections, ...present('s1', 's2', 's3')]), asOf)).toBe(true);
  });

  it('stays undecided where it is not known which sections the student attends', () => {
    expect(isUndecided(stateOf(missed('s1', 's2')), asOf)).toBe(true);
  });

  it('is decided by a whole-day record, and is not one without any record', () => {
    expect(isUndecided(stateOf([...missed('s1'), ...attended('P', DAY)]), asOf)).toBe(false);
    expect(isUndecided(stateOf(fourSections), asOf)).toBe(false);
    expect(isUndecided(stateOf([]), asOf)).toBe(false);
  });

  it('is left out while undecided when that is asked for, and counted otherwise', () => {
    expect(counted([...fourSections, ...missed('s1')])).toEqual(['4 of 4', '3 of 3']);
    expect(counted(missed('s1'))).toEqual(['3 of 4', '3 of 3']);
    expect(counted([...fourSections, ...missed('s1', 's2')])).toEqual(['3 of 4', '3 of 4']);
    expect(counted(attended('T', DAY))).toEqual(['4 of 4', '4 of 4']);
  });

  it('is left out of tardies and of windows too', () => {
    const lastDays = { aggregate: 'ratio', of: 'present-days', over: 'enrolled-days', minimum: 1, window: { lastDays: 3 } } as const;
    const passes = { comparison: 'at-least', value: 90, inclusive: true } as const;
    const countedUnder = (facts: StudentFact[], measure: RatioMeasure): unknown => {
      const conditions = [{ name: 'a', sentence: '', measure, passes }];
      const rules: Profile = { ...profile, milestones: [{ name: 'm', grades: ['05'], conditions }] };
      const context = { schools: schoolsOf({ north: [affirmative] }), profile: rules, asOf, withoutUndecidedDay: true };
      const [attendance] = statusRow(stateOf(facts), context)?.conditions ?? [];
      return `${attendance?.present} of ${attendance?.enrolled}`;
    };
    const tardies = [...attended('TT', '2025-09-02'), ...present('s1')];
    expect(countedUnder(missed('s1'), lastDays)).toBe('2 of 2');
    expect(countedUnder(tardies, lastDays)).toBe('2 of 2');
    expect(countedUnder(tardies, { ...lastDays, tardiesPerAbsence: 2 })).toBe('1 of 2');
    expect(countedUnder(attended('TTP', '2025-09-02'), { ...lastDays, tardiesPerAbsence: 2 })).toBe('2 of 3');
  });
});
