import { fc } from '@fast-check/jest';
import { describe, expect, it } from '@jest/globals';
import {
  affirmative,
  asOfs,
  assessment,
  attended,
  calendar,
  days,
  DomainIntake,
  enrolled,
  FIRST_DAY,
  history,
  incident,
  mark,
  schoolFact,
  schoolOf,
  schoolsOf,
  studentFact,
  submitted,
  YEAR,
} from '#libs/testing';
import type { Profile } from '../profiles/profile.js';
import { shippedProfile } from '../profiles/shipped-profiles.js';
import { evolveSchoolYear, type SchoolYear } from '../school-year/school-year.js';
import { recountAllDays, recountDay } from '../student-year/attendance-count.js';
import { evolveStudentYear } from '../student-year/student-year.fold.js';
import { emptyStudentYear, type StudentFact, type StudentYear } from '../student-year/student-year.state.js';
import { addDays, dayIndex } from '../time/school-date.js';
import { assess, statusOf, statusRow, type EvaluationContext } from './evaluation.js';
import { nextChange } from './next-change.js';
import { resultKey, statusOfKey } from './result-key.js';

const ew = shippedProfile('ew-framework') as Profile;
const quick = JSON.parse(JSON.stringify(ew).replaceAll('"minimum":30', '"minimum":6')) as Profile;

/** What the key says, written out: not due and the four results as digits after the leading 1. */
function expectedKey(state: StudentYear, context: EvaluationContext): number {
  const assessed = assess(state, context);
  if (assessed === null) return -1;
  return assessed.milestone === null ? 0 : assessed.results.reduce((key, result) => key * 5 + result + 1, 1);
}

describe('the key of results', () => {
  it('says after every event what a full evaluation says, with and without an undecided day', () => {
    const moves = fc.array(fc.tuple(fc.constantFrom(...asOfs, '2025-09-04', '2025-09-06'), fc.boolean()), { minLength: 60, maxLength: 60 });
    fc.assert(
      fc.property(history, moves, (records, at) => {
        const intake = new DomainIntake();
        const [live, full] = [emptyStudentYear(YEAR), emptyStudentYear(YEAR)];
        const schools = new Map<string, SchoolYear>();
        records.forEach((record, index) => {
          const event = intake.offer(record);
          if (event !== null && !event.superseded) {
            if (event.stream === 'student') {
              for (const state of [live, full]) evolveStudentYear(state, studentFact(event));
            } else {
              const change = evolveSchoolYear(schoolOf(schools, event), schoolFact(event));
              if (change === 'all-days') recountAllDays(live);
              else recountDay(live, change);
              recountAllDays(full);
            }
          }
          const [asOf, withoutUndecidedDay] = at[index] ?? [asOfs[4], false];
          const context = { schools, profile: quick, asOf: dayIndex(asOf, YEAR), withoutUndecidedDay };
          const key = resultKey(live, context);
          expect(key).toBe(expectedKey(full, context));
          expect(statusOfKey(key)).toBe(statusRow(full, context)?.status ?? null);
        });
      }),
      { numRuns: 150 },
    );
  });

  it.each(['06', '08'] as const)('is right at every day of a year of grade %s, whatever the counts', (grade) => {
    const codes = fc.array(fc.constantFrom(...'PPPPPPPPPPPPPPPPPPPPPPPPPPPPPU.'), { minLength: 150, maxLength: 150 });
    fc.assert(
      fc.property(codes, (year) => {
        const state = evolveStudentYear(emptyStudentYear(YEAR), enrolled(grade));
        const schools = schoolsOf({ north: [affirmative] });
        year.forEach((code, index) => {
          for (const fact of attended(code, addDays(FIRST_DAY, index))) evolveStudentYear(state, fact);
          const context = { schools, profile: ew, asOf: dayIndex(addDays(FIRST_DAY, index), YEAR) };
          expect(resultKey(state, context)).toBe(expectedKey(state, context));
        });
      }),
      { numRuns: 60 },
    );
  });

  it('leaves an undecided day out though the key with it is known', () => {
    const facts = [enrolled('05'), ...days(10, 0), ...attended('U', '2025-09-11', 's1')];
    const state = facts.reduce(evolveStudentYear, emptyStudentYear(YEAR));
    const context = { schools: schoolsOf({ north: [affirmative] }), profile: quick, asOf: dayIndex('2025-09-11', YEAR) };
    const statuses = [false, true, false].map((withoutUndecidedDay) => statusOfKey(resultKey(state, { ...context, withoutUndecidedDay })));
    expect(statuses).toEqual(['at-risk', 'on-track', 'at-risk']);
  });

  it('is -1 without a row and 0 without a milestone', () => {
    const context = { schools: new Map<string, SchoolYear>(), profile: shippedProfile('freshman-on-track') as Profile, asOf: 100 };
    expect(resultKey(emptyStudentYear(YEAR), context)).toBe(-1);
    expect(resultKey(evolveStudentYear(emptyStudentYear(YEAR), enrolled('10')), context)).toBe(0);
    expect([statusOfKey(-1), statusOfKey(0)]).toEqual([null, 'insufficient-data']);
  });

  it('leaves out what is not due yet, and says that nothing is known where nothing is asked for', () => {
    const [attendance] = quick.milestones[0]?.conditions ?? [];
    const rules = { ...quick, milestones: [{ name: 'm', grades: ['06'], conditions: [{ ...attendance, due: '03-01' }] }] } as Profile;
    const state = [enrolled('06'), ...days(0, 40)].reduce(evolveStudentYear, emptyStudentYear(YEAR));
    const keyOn = (asOf: string, profile: Profile): number => {
      const context = { schools: schoolsOf({ north: [affirmative] }), profile, asOf: dayIndex(asOf, YEAR) };
      expect(resultKey(state, context)).toBe(expectedKey(state, context));
      return resultKey(state, context);
    };
    const keys = [keyOn('2026-02-28', rules), keyOn('2026-03-01', rules)];
    expect(keys.map(statusOfKey)).toEqual(['insufficient-data', 'off-track']);
    const nothing = { ...rules, milestones: [{ name: 'm', grades: ['06'], conditions: [] }] } as Profile;
    expect(statusOfKey(keyOn('2026-02-28', nothing))).toBe('insufficient-data');
  });

  it('has no results to say where a grade has no milestone', () => {
    const context = { schools: new Map<string, SchoolYear>(), profile: { ...ew, milestones: [] }, asOf: 100 };
    const state = evolveStudentYear(emptyStudentYear(YEAR), enrolled('10'));
    expect(assess(state, context)).toMatchObject({ milestone: null, results: [] });
    expect(statusRow(state, context)).toMatchObject({ milestone: null, status: 'insufficient-data', conditions: [] });
  });

  it('is that of the rules asked for, also one after the other', () => {
    const state = [enrolled('09'), ...days(31, 0), mark('ela', 'D')].reduce(evolveStudentYear, emptyStudentYear(YEAR));
    for (const name of ['ew-framework', 'ed-fi-ews', 'freshman-on-track', 'ew-framework']) {
      const context = { schools: schoolsOf({ north: [affirmative] }), profile: shippedProfile(name) as Profile, asOf: 200 };
      expect(statusOfKey(resultKey(state, context))).toBe(statusOf(assess(state, context)?.results ?? []));
    }
  });
});

describe('the next day on which something may change by itself', () => {
  const schools = schoolsOf({ north: [calendar('exception-only', [FIRST_DAY]), ...submitted(FIRST_DAY)], south: [affirmative] });
  const next = (facts: StudentFact[], asOf: string): number => {
    const state = facts.reduce(evolveStudentYear, emptyStudentYear(YEAR));
    const context = { schools, profile: ew, asOf: dayIndex(asOf, YEAR) };
    resultKey(state, context);
    return nextChange(state, context);
  };
  const at = (date: string): number => dayIndex(date, YEAR);

  it('is the first later day of an enrolment, a membership, a section, a mark or an incident', () => {
    const joined = { type: 'community-joined.v1', data: { communityId: 'c', date: '2025-09-20' } } as const;
    const section = { type: 'section-joined.v1', data: { schoolId: 'south', sectionId: 's', date: '2025-09-25' } } as const;
    const facts = [enrolled('06', { schoolId: 'south', entryDate: '2025-09-10' }), joined, section, incident('other'), mark('ela', 'C')];
    const dates = ['2025-09-10', '2025-09-20', '2025-09-25', '2025-10-10', '2025-11-15', '2026-07-01'];
    expect(['2025-09-09', ...dates.slice(0, -1)].map((asOf) => next(facts, asOf))).toEqual(dates.map(at));
    expect(next(facts, '2026-07-01')).toBe(Infinity);
  });

  it('is the same for a state that nobody has looked at yet', () => {
    const facts = [enrolled('06', { schoolId: 'south' }), incident('other'), mark('ela', 'C'), assessment('ela', true)];
    const state = facts.reduce(evolveStudentYear, emptyStudentYear(YEAR));
    const asked = ['2025-09-02', '2025-10-01', '2025-10-10', '2025-11-15'];
    const found = asked.map((asOf) => nextChange(state, { schools, profile: ew, asOf: at(asOf) }));
    expect(found).toEqual(['2025-10-01', '2025-10-10', '2025-11-15', '2026-07-01'].map(at));
  });

  it('is the day on which a condition is due, and tomorrow where one looks at the last days only', () => {
    const [first] = ew.milestones[0]?.conditions ?? [];
    const nextUnder = (condition: object): number => {
      const profile = { ...ew, milestones: [{ name: 'm', grades: ['06'], conditions: [{ ...first, ...condition }] }] } as Profile;
      const state = evolveStudentYear(emptyStudentYear(YEAR), enrolled('06', { schoolId: 'south' }));
      const context = { schools, profile, asOf: at('2025-12-01') };
      resultKey(state, context);
      return nextChange(state, context);
    };
    expect(nextUnder({ due: '03-01' })).toBe(at('2026-03-01'));
    expect(nextUnder({ measure: { aggregate: 'count', of: 'incidents', where: {}, window: { lastDays: 5 } } })).toBe(at('2025-12-02'));
    expect(nextUnder({})).toBe(at('2026-07-01'));
  });

  it('is tomorrow where records or submissions are dated later', () => {
    const both = [enrolled('06', { entryDate: '2025-07-10' }), enrolled('06', { entryDate: '2025-07-10', schoolId: 'south' })];
    expect(next(both, '2025-08-01')).toBe(at('2025-08-02'));
    expect(next([enrolled('06', { entryDate: '2025-07-01', schoolId: 'unknown' })], '2025-07-01')).toBe(at('2026-07-01'));
    expect(next([enrolled('06', { schoolId: 'south' }), ...attended('P', '2025-12-01')], '2025-11-01')).toBe(at('2025-11-02'));
    expect(next([enrolled('06', { schoolId: 'south' }), ...attended('P', '2025-12-01')], '2025-12-01')).toBe(at('2026-07-01'));
    expect(next([enrolled('06', { entryDate: '2025-07-10' })], '2025-08-01')).toBe(at('2025-08-02'));
    expect(next([enrolled('06', { entryDate: '2025-07-10' })], FIRST_DAY)).toBe(at('2026-07-01'));
  });

  it('is never later than a day on which a row differs', () => {
    fc.assert(
      fc.property(history, fc.constantFrom(...asOfs), (records, asOf) => {
        const intake = new DomainIntake();
        for (const record of records) intake.offer(record);
        const { state, schools: known } = intake.folded(null);
        const context = { schools: known, profile: quick, asOf: at(asOf) };
        const row = statusRow(state, context);
        const until = Math.min(nextChange(state, context), 365);
        for (let day = context.asOf + 1; day < until; day++) expect(statusRow(state, { ...context, asOf: day })).toEqual(row);
      }),
      { numRuns: 60 },
    );
  });
});
