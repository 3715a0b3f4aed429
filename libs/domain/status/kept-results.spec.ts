import { fc } from '@fast-check/jest';
import { describe, expect, it } from '@jest/globals';
import {
  affirmative,
  asOfs,
  assessment,
  attended,
  days,
  DomainIntake,
  enrolled,
  history,
  incident,
  mark,
  schoolFact,
  schoolOf,
  schoolsOf,
  studentFact,
  YEAR,
  type IntakeEvent,
} from '#libs/testing';
import type { Profile } from '../profiles/profile.js';
import { shippedProfile } from '../profiles/shipped-profiles.js';
import { evolveSchoolYear, type SchoolYear } from '../school-year/school-year.js';
import { recountAllDays, recountDay } from '../student-year/attendance-count.js';
import { decodeStudentYear, encodeStudentYear } from '../student-year/student-year.codec.js';
import { evolveStudentYear } from '../student-year/student-year.fold.js';
import { emptyStudentYear, type StudentFact, type StudentYear } from '../student-year/student-year.state.js';
import { dayIndex } from '../time/school-date.js';
import { assess, statusRow, type EvaluationContext } from './evaluation.js';
import { resultKey } from './result-key.js';

const profiles = ['ew-framework', 'ed-fi-ews', 'freshman-on-track'].map(
  (name) => JSON.parse(JSON.stringify(shippedProfile(name)).replaceAll('"minimum":30', '"minimum":6')) as Profile,
);

const ew = profiles[0] as Profile;

function fold(state: StudentYear, schools: Map<string, SchoolYear>, event: IntakeEvent | null): void {
  if (event === null || event.superseded) return;
  if (event.stream === 'student') {
    evolveStudentYear(state, studentFact(event));
    return;
  }
  const change = evolveSchoolYear(schoolOf(schools, event), schoolFact(event));
  if (change === 'all-days') recountAllDays(state);
  else recountDay(state, change);
}

/** A state in which nothing is kept. */
const bare = (state: StudentYear): StudentYear => decodeStudentYear(encodeStudentYear(state));

const question = fc.record({
  asked: fc.constantFrom('row', 'key', 'nothing'),
  asOf: fc.constantFrom(...asOfs),
  profile: fc.constantFrom(...profiles),
});

describe('results that are kept from one evaluation to the next', () => {
  it('are those of a state in which nothing is kept, whatever is asked, how often, as of which day and under which rules', () => {
    fc.assert(
      fc.property(history, fc.array(question, { minLength: 60, maxLength: 60 }), (records, questions) => {
        const intake = new DomainIntake();
        const state = emptyStudentYear(YEAR);
        const schools = new Map<string, SchoolYear>();
        records.forEach((record, index) => {
          fold(state, schools, intake.offer(record));
          const { asked = 'row', asOf = asOfs[4], profile = ew } = questions[index] ?? {};
          const context: EvaluationContext = { schools, profile, asOf: dayIndex(asOf, YEAR) };
          if (asked === 'row') expect(statusRow(state, context)).toEqual(statusRow(bare(state), context));
          if (asked === 'key') expect(resultKey(state, context)).toBe(resultKey(bare(state), context));
        });
      }),
      { numRuns: 300 },
    );
  });

  const context = { schools: schoolsOf({ north: [affirmative] }), profile: ew, asOf: dayIndex('2026-06-01', YEAR) };
  const after = (...facts: StudentFact[]): StudentYear =>
    [enrolled('08'), ...days(40, 0), ...facts].reduce(evolveStudentYear, emptyStudentYear(YEAR));

  it('are judged again when a mark of another subject takes the place of one', () => {
    const state = after(mark('math', 'F', { courseId: 'c' }));
    const before = resultKey(state, context);
    evolveStudentYear(state, mark('other', 'A', { courseId: 'c', termId: 'later', termEnd: '2026-01-15' }));
    expect(resultKey(state, context)).not.toBe(before);
    expect(resultKey(state, context)).toBe(resultKey(bare(state), context));
  });

  it('are judged again when a mark, an incident or a benchmark test is taken back', () => {
    const facts = [mark('math', 'F'), incident('expulsion'), assessment('math', false)];
    const state = after(...facts);
    const retractions: StudentFact[] = [
      { type: 'grade-retracted.v1', data: { courseId: 'math', termId: 't1' } },
      { type: 'behavior-retracted.v1', data: { incidentId: 'i1' } },
      { type: 'assessment-retracted.v1', data: { assessmentId: 'a-math' } },
    ];
    for (const retraction of retractions) {
      const before = resultKey(state, context);
      evolveStudentYear(state, retraction);
      expect(resultKey(state, context)).not.toBe(before);
      expect(resultKey(state, context)).toBe(resultKey(bare(state), context));
    }
  });

  it('do not let a key stand that was found before the last mark', () => {
    const state = after(mark('math', 'A'));
    const before = resultKey(state, context);
    evolveStudentYear(state, mark('math', 'F', { courseId: 'other' }));
    statusRow(state, context);
    expect(resultKey(state, context)).not.toBe(before);
  });

  it('do not hold beyond a change that lies between two others, on both sides of the day', () => {
    const state = after(mark('math', 'A', { courseId: 'a', termEnd: '2025-09-15' }));
    const asOf = (date: string): EvaluationContext => ({ ...context, asOf: dayIndex(date, YEAR) });
    resultKey(state, asOf('2025-12-01'));
    for (const [courseId, letter, termEnd] of [
      ['b', 'A', '2025-10-01'],
      ['c', 'F', '2025-11-01'],
      ['d', 'A', '2026-02-01'],
    ] as const) {
      evolveStudentYear(state, mark('math', letter, { courseId, termEnd }));
    }
    const rows = ['2025-12-01', '2025-10-15'].map((date) => statusRow(state, asOf(date))?.conditions.find(({ name }) => name === 'math'));
    expect(rows.map((condition) => condition?.value)).toEqual(['F', 'A']);
    expect(resultKey(state, asOf('2025-10-15'))).toBe(resultKey(bare(state), asOf('2025-10-15')));
  });

  it.each([
    ['earlier than one that came before it', ['2025-10-20', '2025-10-01'], '2025-12-01', '2025-10-10'],
    ['between two others', ['2025-10-01', '2026-03-01', '2025-11-01'], '2025-12-01', '2026-03-01'],
  ])('do not hold beyond a change %s', (_where, termEnds, asked, askedThen) => {
    const state = after(mark('math', 'A', { courseId: 'a', termEnd: '2025-09-15' }));
    const asOf = (date: string): EvaluationContext => ({ ...context, asOf: dayIndex(date, YEAR) });
    resultKey(state, asOf(asked));
    for (const termEnd of termEnds) evolveStudentYear(state, mark('math', 'F', { courseId: termEnd, termEnd }));
    for (const date of [asked, askedThen]) expect(resultKey(state, asOf(date))).toBe(resultKey(bare(state), asOf(date)));
  });

  it('are not changed under the hands of whoever was answered before', () => {
    const state = after();
    const before = assess(state, context)?.results;
    const kept = [...(before ?? [])];
    for (const fact of attended('U'.repeat(20), '2026-01-01')) evolveStudentYear(state, fact);
    expect(assess(state, context)?.results).not.toEqual(kept);
    expect(before).toEqual(kept);
  });
});
