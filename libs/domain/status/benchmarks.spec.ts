import { describe, expect, it } from '@jest/globals';
import { test, fc } from '@fast-check/jest';
import {
  affirmative,
  assessment,
  conditionOf,
  days,
  enrolled,
  explainedCondition,
  mark,
  rowOf,
  schoolsOf,
  told,
  YEAR,
} from '#libs/testing';
import { shippedProfile } from '../profiles/shipped-profiles.js';
import type { Profile } from '../profiles/profile.js';
import { decodeStudentYear, encodeStudentYear } from '../student-year/student-year.codec.js';
import { evolveStudentYear } from '../student-year/student-year.fold.js';
import { emptyStudentYear, type StudentFact } from '../student-year/student-year.state.js';
import { dayIndex } from '../time/school-date.js';
import { statusRow } from './evaluation.js';
import { nextChange } from './next-change.js';
import { resultKey } from './result-key.js';

const ew = shippedProfile('ew-framework') as Profile;
const present = days(40, 0);
const names = (...facts: StudentFact[]): unknown => rowOf(facts)?.conditions.map(({ name }) => name);

describe('Benchmark tests', () => {
  it('are asked for where one is given: without one nothing is asked and nothing is missing', () => {
    expect(rowOf([enrolled('02'), ...present])).toMatchObject({
      status: 'on-track',
      conditions: [{ name: 'attendance' }, { name: 'discipline' }],
    });
    expect(names(enrolled('02'), ...present, assessment('math', true))).toEqual(['attendance', 'discipline', 'math-benchmark']);
  });

  it.each(['01', '02', '03', '08'] as const)('are a part of grade %s: one that is not met is off track', (grade) => {
    const marks = [mark('ela', 'A'), mark('math', 'A')];
    const status = (...facts: StudentFact[]): unknown => rowOf([enrolled(grade), ...present, ...marks, ...facts])?.status;
    expect([status(), status(assessment('ela', true)), status(assessment('ela', false))]).toEqual(['on-track', 'on-track', 'off-track']);
    expect(status(assessment('ela', true), assessment('math', false))).toBe('off-track');
  });

  it.each(['PK', 'KG', '04', '05', '06', '07', '09', '10', '11', '12'] as const)('are not asked of grade %s', (grade) => {
    expect(names(enrolled(grade), ...present, assessment('ela', false))).not.toContain('ela-benchmark');
  });

  it('count by the latest of a subject; of two of one day the one that was not met stands', () => {
    const result = (...facts: StudentFact[]): unknown => conditionOf('math-benchmark', [enrolled('01'), ...facts])?.result;
    const [fall, winter] = [
      { assessmentId: 'fall', date: '2025-09-20' },
      { assessmentId: 'winter', date: '2026-01-20' },
    ];
    expect(result(assessment('math', false, fall), assessment('math', true, winter))).toBe('pass');
    expect(result(assessment('math', true, winter), assessment('math', false, fall))).toBe('pass');
    expect(result(assessment('math', true, fall), assessment('math', false, winter))).toBe('fail');
    const again = { assessmentId: 'again', date: winter.date };
    expect(result(assessment('math', false, again), assessment('math', true, winter))).toBe('fail');
    expect(result(assessment('math', true, again), assessment('math', false, winter))).toBe('fail');
  });

  it('count from their day on, and no longer once they are retracted', () => {
    const asked = (asOf: string, ...facts: StudentFact[]): unknown =>
      conditionOf('ela-benchmark', [enrolled('01'), ...facts], { asOf })?.result;
    const failed = assessment('ela', false, { date: '2025-10-01' });
    expect([asked('2025-09-30', failed), asked('2025-10-01', failed)]).toEqual([undefined, 'fail']);
    const retracted: StudentFact = { type: 'assessment-retracted.v1', data: { assessmentId: 'a-ela' } };
    expect(asked('2025-10-01', failed, retracted)).toBeUndefined();
    expect(asked('2025-10-01', failed, assessment('ela', true, { date: '2025-10-01' }))).toBe('pass');
  });

  it('are not looked at by the version before', () => {
    const before = shippedProfile('ew-framework', '1') as Profile;
    expect(rowOf([enrolled('02'), ...present, assessment('ela', false)], { profile: before })?.status).toBe('on-track');
  });

  it.each([true, false])('of one day that say the same are one: that with the smaller id, met or not (%s)', (met) => {
    const both = ['b', 'a'].map((assessmentId) => assessment('math', met, { assessmentId }));
    for (const order of [both, both.toReversed()]) {
      const counted = told(explainedCondition('math-benchmark', [enrolled('02'), ...order])).filter(([, , counts]) => counts);
      expect(counted.map(([, what]) => what.slice(-1))).toEqual(['a']);
    }
  });

  it('open to the tests of the subject, the one that counts marked', () => {
    const facts = [
      enrolled('02'),
      assessment('math', false, { assessmentId: 'fall', date: '2025-09-20' }),
      assessment('math', true, { assessmentId: 'winter', date: '2026-01-20' }),
      assessment('ela', false),
    ];
    expect(told(explainedCondition('math-benchmark', facts))).toEqual([
      ['2025-09-20', 'benchmark not met in math, assessment fall', false],
      ['2026-01-20', 'benchmark met in math, assessment winter', true],
    ]);
  });
});

const DATES = ['2025-09-10', '2025-09-20', '2025-10-01', '2025-10-10'];
const change: fc.Arbitrary<StudentFact> = fc
  .record({
    id: fc.constantFrom('a', 'b', 'c'),
    subject: fc.constantFrom('ela' as const, 'math' as const),
    date: fc.constantFrom(...DATES),
    met: fc.boolean(),
    gone: fc.integer({ max: 4 }),
  })
  .map(({ id, subject, date, met, gone }) =>
    gone === 0 ? { type: 'assessment-retracted.v1', data: { assessmentId: id } } : assessment(subject, met, { assessmentId: id, date }),
  );
const schools = schoolsOf({ north: [affirmative] });
const context = (asOf: string) => ({ schools, profile: ew, asOf: dayIndex(asOf, YEAR) });

describe('Whatever comes in of benchmark tests', () => {
  test.prop([fc.array(fc.tuple(change, fc.constantFrom(...DATES)), { maxLength: 12 })])(
    'a state that was looked at all the while says what a new one says',
    (changes) => {
      const watched = [enrolled('02'), ...days(35, 0)].reduce(evolveStudentYear, emptyStudentYear(YEAR));
      const facts: StudentFact[] = [];
      for (const [fact, asOf] of changes) {
        facts.push(fact);
        evolveStudentYear(watched, fact);
        const anew = [enrolled('02'), ...days(35, 0), ...facts].reduce(evolveStudentYear, emptyStudentYear(YEAR));
        expect(statusRow(watched, context(asOf))).toEqual(statusRow(anew, context(asOf)));
        expect(resultKey(watched, context(asOf))).toBe(resultKey(anew, context(asOf)));
        const decoded = decodeStudentYear(JSON.parse(JSON.stringify(encodeStudentYear(watched))));
        expect(statusRow(decoded, context(asOf))).toEqual(statusRow(anew, context(asOf)));
      }
    },
  );

  test.prop([fc.array(change, { maxLength: 8 }), fc.nat()])(
    'the order of different tests and their duplicates do not matter',
    (changes, seed) => {
      const last = [...new Map(changes.map((fact) => [fact.data, fact])).values()];
      const byKey = new Map(last.map((fact) => [(fact.data as { assessmentId: string }).assessmentId, fact]));
      const facts = [...byKey.values()];
      const shuffled = facts
        .map((fact, index) => [fact, ((seed + 1) * (index + 3)) % 7] as const)
        .sort(([, a], [, b]) => a - b)
        .map(([fact]) => fact);
      const row = (of: StudentFact[]): unknown => rowOf([enrolled('02'), ...days(35, 0), ...of]);
      expect(row([...shuffled, ...facts])).toEqual(row(facts));
    },
  );

  test.prop([fc.array(change, { minLength: 1, maxLength: 6 })])('no day but the one announced changes a result', (changes) => {
    const state = [enrolled('02'), ...days(9, 0), ...changes].reduce(evolveStudentYear, emptyStudentYear(YEAR));
    const from = dayIndex('2025-09-12', YEAR);
    const before = resultKey(state, { schools, profile: ew, asOf: from });
    const next = nextChange(state, { schools, profile: ew, asOf: from });
    for (let asOf = from; asOf < Math.min(next, dayIndex('2025-10-20', YEAR)); asOf++) {
      expect(resultKey(state, { schools, profile: ew, asOf })).toBe(before);
    }
  });
});
