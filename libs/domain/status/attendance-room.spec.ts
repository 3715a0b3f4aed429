import { fc } from '@fast-check/jest';
import { describe, expect, it } from '@jest/globals';
import { affirmative, attended, enrolled, FIRST_DAY, schoolsOf, YEAR } from '#libs/testing';
import type { Bound, Condition, Profile } from '../profiles/profile.js';
import { evolveStudentYear } from '../student-year/student-year.fold.js';
import { emptyStudentYear } from '../student-year/student-year.state.js';
import { addDays, dayIndex } from '../time/school-date.js';
import { attendanceRoom } from './attendance-room.js';
import { statusRow } from './evaluation.js';
import { resultKey, statusOfKey } from './result-key.js';

const measure = { aggregate: 'ratio', of: 'present-days', over: 'enrolled-days', minimum: 3 } as const;
const bound = fc.record<Bound>({
  comparison: fc.constantFrom('at-least', 'at-most'),
  value: fc.constantFrom(0, 25, 33.33, 50, 75, 90, 96, 100),
  inclusive: fc.boolean(),
});
const condition = fc
  .record({ passes: bound, clear: fc.option(bound, { nil: null }) })
  .map(({ passes, clear }): Condition => ({ name: 'a', sentence: '', measure, passes, ...(clear !== null && { clear }) }));

function profileOf(conditions: readonly Condition[]): Profile {
  return { name: 'p', version: '1', title: '', source: '', milestones: [{ name: 'm', grades: ['06'], conditions }] };
}

const roomFor = (passes: Bound, present: number, enrolledDays: number): unknown =>
  attendanceRoom([{ index: 0, condition: { name: 'a', sentence: '', measure, passes }, measure }], present, enrolledDays);

describe('how many days may come before a result over attendance changes', () => {
  it('is never so many that one goes by unseen, whatever the bounds', () => {
    fc.assert(
      fc.property(
        fc.array(condition, { minLength: 1, maxLength: 3 }),
        fc.array(fc.constantFrom(...'PPPU'), { maxLength: 60, size: 'max' }),
        (conditions, codes) => {
          const profile = profileOf(conditions);
          const schools = schoolsOf({ north: [affirmative] });
          const state = evolveStudentYear(emptyStudentYear(YEAR), enrolled('06'));
          codes.forEach((code, index) => {
            const date = addDays(FIRST_DAY, index);
            for (const fact of attended(code, date)) evolveStudentYear(state, fact);
            const context = { schools, profile, asOf: dayIndex(date, YEAR) };
            expect(statusOfKey(resultKey(state, context))).toBe(statusRow(state, context)?.status);
          });
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is large far from the bound, so that most days need no evaluation', () => {
    const ninety: Bound = { comparison: 'at-least', value: 90, inclusive: true };
    expect(roomFor(ninety, 100, 100)).toEqual({ present: Infinity, absent: 10 });
    expect(roomFor(ninety, 50, 100)).toEqual({ present: 398, absent: Infinity });
    expect(roomFor({ ...ninety, value: 0 }, 0, 10)).toEqual({ present: Infinity, absent: Infinity });
    expect(roomFor({ ...ninety, value: 100 }, 5, 10)).toEqual({ present: Infinity, absent: Infinity });
    expect(roomFor({ ...ninety, value: 25 }, 3, 3)).toEqual({ present: Infinity, absent: 8 });
  });

  it('is none on the bound itself, whichever side it belongs to', () => {
    const exclusive: Bound = { comparison: 'at-least', value: 90, inclusive: false };
    expect(roomFor({ ...exclusive, inclusive: true }, 90, 100)).toEqual({ present: Infinity, absent: 0 });
    expect(roomFor(exclusive, 90, 100)).toEqual({ present: 0, absent: Infinity });
    expect(roomFor(exclusive, 100, 100)).toEqual({ present: Infinity, absent: 10 });
    expect(roomFor({ ...exclusive, value: 100 }, 10, 10)).toEqual({ present: Infinity, absent: Infinity });
  });

  it('is half of what is missing to the fewest days, for days of either kind may fill it', () => {
    expect(roomFor({ comparison: 'at-least', value: 90, inclusive: true }, 0, 0)).toEqual({ present: 1, absent: 1 });
    expect(roomFor({ comparison: 'at-least', value: 90, inclusive: true }, 2, 2)).toEqual({ present: 0, absent: 0 });
  });

  it('is none where a later day may take an earlier one out, or tardies make absences', () => {
    const passes: Bound = { comparison: 'at-least', value: 90, inclusive: true };
    for (const special of [{ window: { lastDays: 5 } }, { tardiesPerAbsence: 3 }]) {
      const of = { ...measure, ...special };
      expect(attendanceRoom([{ index: 0, condition: { name: 'a', sentence: '', measure: of, passes }, measure: of }], 100, 100)).toEqual({
        present: 0,
        absent: 0,
      });
    }
    expect(roomFor({ comparison: 'at-most', value: 90, inclusive: true }, 10, 100)).toEqual({ present: 0, absent: 0 });
    expect(roomFor({ ...passes, value: 'C' }, 10, 100)).toEqual({ present: 0, absent: 0 });
  });

  it('is without end where nothing over attendance is asked', () => {
    expect(attendanceRoom([], 0, 0)).toEqual({ present: Infinity, absent: Infinity });
  });
});
