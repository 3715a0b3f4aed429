import { describe, expect, it } from '@jest/globals';
import { fc } from '@fast-check/jest';
import { creditMark, creditPlan, enrolled, explainedCondition, schoolsOf, told, YEAR } from '#libs/testing';
import { looksBack, type MarkFilter } from '../profiles/profile.js';
import { shippedProfiles } from '../profiles/shipped-profiles.js';
import { resultKey } from '../status/result-key.js';
import { statusRow } from '../status/evaluation.js';
import { measureRecords } from '../status/measures.js';
import { dayIndex } from '../time/school-date.js';
import { evolveEarlierYear, isMarkFact, lentYear, lookBackAt, type MarkFact } from './earlier-years.js';
import { decodeStudentYear, encodeStudentYear } from './student-year.codec.js';
import { evolveStudentYear } from './student-year.fold.js';
import { emptyStudentYear, type StudentFact, type StudentYear } from './student-year.state.js';

const context = { schools: schoolsOf({}), profile: creditPlan, asOf: dayIndex('2026-03-01', YEAR) };

function yearOf(year: number, ...facts: StudentFact[]): StudentYear {
  return facts.reduce(evolveStudentYear, emptyStudentYear(year));
}

/** A student of grade 11 who looks back at these years. */
function inGrade11(facts: readonly StudentFact[], ...earlier: StudentYear[]): StudentYear {
  const state = yearOf(YEAR, enrolled('11'), ...facts);
  lookBackAt(state, earlier.map(lentYear));
  return state;
}

const creditsOf = (state: StudentYear): [value: unknown, result: string | undefined] => {
  const found = statusRow(state, context)?.conditions.find(({ name }) => name === 'credits-at-start');
  return [found?.value, found?.result];
};

describe('Credits of all school years', () => {
  it('are those of the years before and of this one up to the day', () => {
    const grade9 = yearOf(2024, creditMark('algebra', 2024, 5.5));
    const grade10 = yearOf(2025, creditMark('geometry', 2025, 6));
    expect(creditsOf(inGrade11([], grade9, grade10))).toEqual([11.5, 'fail']);
    expect(creditsOf(inGrade11([creditMark('art', YEAR, 0.5)], grade9, grade10))).toEqual([12, 'pass']);
    expect(creditsOf(inGrade11([creditMark('art', YEAR, 0.5, { termEnd: '2026-03-02' })], grade9, grade10))).toEqual([11.5, 'fail']);
  });

  it('are counted once for a course and mark date, a transcript before the school’s own mark', () => {
    const transcript = creditMark('algebra', 2025, 6, { origin: 'transcript' });
    expect(creditsOf(inGrade11([], yearOf(2025, creditMark('algebra', 2025, 1), transcript)))).toEqual([6, 'fail']);
  });

  it('are of final marks with a letter', () => {
    const interim = creditMark('art', 2025, 1, { final: false });
    const pass = creditMark('gym', 2025, 1, { letter: 'P' });
    expect(creditsOf(inGrade11([], yearOf(2025, creditMark('algebra', 2025, 6), interim, pass)))).toEqual([6, 'fail']);
  });

  it('are missing, and not too few, where no mark of any year is known', () => {
    expect(creditsOf(inGrade11([]))).toEqual([null, 'insufficient-data']);
  });

  it('are of the subjects and terms that are asked for, in every year', () => {
    const summer = creditMark('algebra', 2025, 2, { courseId: 'catching-up', summer: true });
    const earlier = yearOf(2025, creditMark('algebra', 2025, 6), creditMark('band', 2025, 1, { subject: 'other' }), summer);
    const state = inGrade11([], earlier);
    const credits = (where: MarkFilter): unknown =>
      measureRecords({ aggregate: 'sum', of: 'marks', value: 'credits-earned', where, years: 'all' }, state, context.asOf)?.shown;
    expect(
      [{}, { summer: false }, { subjects: ['math'] }, { summer: false, subjects: ['other'] }].map((where) => credits(where as MarkFilter)),
    ).toEqual([9, 7, 8, 1]);
  });

  it('are those of this year where nobody has looked back yet', () => {
    expect(creditsOf(yearOf(YEAR, enrolled('11'), creditMark('art', YEAR, 0.5)))).toEqual([0.5, 'fail']);
  });

  it('open to the marks of earlier years', () => {
    const events = [creditMark('algebra', 2024, 5.5)].map((fact) => ({
      ...fact,
      id: 'algebra-2024',
      position: 7,
      revision: 0,
      superseded: false,
      metadata: {},
    }));
    const over = { ...context, earlier: [{ year: 2024, events }] };
    const condition = explainedCondition('credits-at-start', [enrolled('11'), creditMark('art', YEAR, 1)], over);
    expect(condition).toMatchObject({ value: 6.5, evidence: [{ eventId: 'algebra-2024', position: 7 }, { eventId: 'event-1' }] });
    expect(told(condition)[0]).toEqual(['2024-01-20', 'B in math, course algebra, term s1, final, 5.5 earned', true]);
  });

  it('are asked for by no shipped rules', () => {
    expect(shippedProfiles.filter(looksBack)).toEqual([]);
    expect(looksBack(creditPlan)).toBe(true);
  });
});

describe('What a school year lends to the years after it', () => {
  const interim = creditMark('art', 2025, 1, { final: false });
  const pass = creditMark('gym', 2025, 1, { letter: 'P' });

  it('is its final marks with a letter; a year without any is not looked back at', () => {
    const lent = lentYear(yearOf(2025, creditMark('algebra', 2025, 6), interim, pass));
    expect(lent).toMatchObject({ year: 2025, marks: [{ courseId: 'algebra' }] });
    expect(lentYear(yearOf(2025, interim, pass))).toEqual({ year: 2025, marks: [] });
    const state = inGrade11([], yearOf(2025, interim, pass), yearOf(2024, creditMark('algebra', 2024, 1)));
    expect(state.earlier?.map(({ year }) => year)).toEqual([2024]);
  });

  it('changes with a mark that is posted or taken back, and with nothing else', () => {
    const types = ['grade-posted.v1', 'grade-retracted.v1', 'student-enrolled.v1', 'assessment-recorded.v1', 'assessment-retracted.v1'];
    expect(types.filter((type) => isMarkFact({ type }))).toEqual(['grade-posted.v1', 'grade-retracted.v1']);
  });
});

const years = [2024, 2025, YEAR] as const;
const step = fc.record({
  year: fc.constantFrom(...years),
  course: fc.constantFrom('algebra', 'art'),
  over: fc.constantFrom({}, { termId: 's1b' }, { origin: 'transcript' }, { final: false }, { letter: 'P' }),
  day: fc.constantFrom('01-20', '02-10'),
  credits: fc.constantFrom(0, 0.5, 1),
  isRetracted: fc.boolean(),
  isStored: fc.boolean(),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function factOf({ year, course, over, day, credits, isRetracted }: Step): MarkFact {
  const posted = creditMark(course, year, credits, { ...over, termEnd: `${year}-${day}` }) as MarkFact;
  return isRetracted ? { type: 'grade-retracted.v1', data: posted.data } : posted;
}

describe('A year that looks back', () => {
  it('comes to the same whatever it saw first, stored in between or not', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), fc.nat(25), (steps, from) => {
        let live = yearOf(YEAR, enrolled('11'));
        const alone = new Map<number, StudentYear>(years.map((year) => [year, emptyStudentYear(year)]));
        const before = (): StudentYear[] => [2024, 2025].map((year) => alone.get(year) ?? emptyStudentYear(year));
        steps.forEach((each, index) => {
          const fact = factOf(each);
          const own = alone.get(each.year);
          if (own !== undefined) evolveStudentYear(own, fact);
          if (each.year === YEAR) evolveStudentYear(live, fact);
          else evolveEarlierYear(live, each.year, fact);
          if (index === from) lookBackAt(live, before().map(lentYear));
          if (each.isStored) live = decodeStudentYear(JSON.parse(JSON.stringify(encodeStudentYear(live))));
          if (index < from) return;
          const anew = inGrade11(
            steps.slice(0, index + 1).flatMap((other) => (other.year === YEAR ? [factOf(other)] : [])),
            ...before(),
          );
          expect(encodeStudentYear(live).earlier).toEqual(encodeStudentYear(anew).earlier);
          expect(statusRow(live, context)).toEqual(statusRow(anew, context));
          expect(resultKey(live, context)).toBe(resultKey(anew, context));
        });
      }),
      { numRuns: 60 },
    );
  });
});
