import { describe, expect, it } from '@jest/globals';
import { fc } from '@fast-check/jest';
import type { StudentFacts } from '../facts/facts.js';
import { cohortOf, emptyCareer, evolveCareer, type Career, type CareerFact } from './career.js';
import { cohortSize, graduationBy, noGraduations } from './graduation.js';

type InYear = readonly [year: number, fact: CareerFact];
const careerOf = (...facts: InYear[]): Career => facts.reduce((career, [year, fact]) => evolveCareer(career, year, fact), emptyCareer);
const enrolled = (year: number, gradeLevel: StudentFacts['student-enrolled']['gradeLevel'], more: object = {}): InYear => [
  year,
  { type: 'student-enrolled.v1', data: { schoolId: 'north', gradeLevel, entryDate: `${year - 1}-08-25`, ...more } },
];
const left = (year: number, reason: StudentFacts['student-withdrawn']['reason'], more: object = {}): InYear => [
  year,
  { type: 'student-withdrawn.v1', data: { schoolId: 'north', exitDate: `${year}-06-20`, reason, ...more } },
];
const joined = (year: number, communityId: string, date = `${year - 1}-08-25`): InYear => [
  year,
  { type: 'community-joined.v1', data: { communityId, date } },
];
const highSchool = [enrolled(2023, '09'), enrolled(2024, '10'), enrolled(2025, '11'), enrolled(2026, '12')];
const outcome = (year: number, ...facts: InYear[]): string | undefined => graduationBy(careerOf(...facts), year)?.outcome;

describe('The cohort of a student', () => {
  it('is that of the first grade 9 and three more years', () => {
    expect(cohortOf(careerOf(...highSchool))).toBe(2026);
  });

  it('stays with who repeats a grade', () => {
    expect(cohortOf(careerOf(enrolled(2023, '09'), enrolled(2024, '09'), enrolled(2025, '10')))).toBe(2026);
  });

  it('of who comes later is found by the grade, or as the district says', () => {
    expect(cohortOf(careerOf(enrolled(2025, '11')))).toBe(2026);
    expect(cohortOf(careerOf(enrolled(2025, '11', { firstNinthGradeYear: 2022 })))).toBe(2025);
    expect(
      cohortOf(careerOf(enrolled(2024, '10', { firstNinthGradeYear: 2022 }), enrolled(2025, '11', { firstNinthGradeYear: 2023 }))),
    ).toBe(2026);
  });

  it('is what the district says of the latest enrolment that says it, whichever came first', () => {
    const stated = [enrolled(2024, '10', { firstNinthGradeYear: 2022 }), enrolled(2025, '11', { firstNinthGradeYear: 2024 })];
    for (const order of [stated, stated.toReversed()]) {
      expect(cohortOf(careerOf(...order, enrolled(2026, '12')))).toBe(2027);
      expect(cohortOf(careerOf(enrolled(2023, '09'), ...order))).toBe(2027);
    }
    for (const order of [highSchool, highSchool.toReversed()]) expect(cohortOf(careerOf(...order))).toBe(2026);
  });

  it('is none before grade 9', () => {
    expect(cohortOf(careerOf(enrolled(2025, '08'), enrolled(2024, 'KG', { schoolId: 'tiny' })))).toBeNull();
    expect(cohortOf(emptyCareer)).toBeNull();
  });
});

describe('What became of a student', () => {
  it('is graduated with a regular diploma only', () => {
    expect(outcome(2026, ...highSchool, left(2026, 'graduated', { diploma: 'regular' }))).toBe('regular-diploma');
    expect(outcome(2026, ...highSchool, left(2026, 'graduated', { diploma: 'other' }))).toBe('other-credential');
    expect(outcome(2026, ...highSchool, left(2026, 'graduated'))).toBe('other-credential');
  });

  it('is asked for by a year: a diploma of the fifth year does not count in the fourth', () => {
    const facts = [...highSchool, enrolled(2027, '12'), left(2027, 'graduated', { diploma: 'regular' })];
    expect([2026, 2027, 2028].map((year) => outcome(year, ...facts))).toEqual(['still-enrolled', 'regular-diploma', 'regular-diploma']);
  });

  it('counts the summer after the year, up to July 1', () => {
    expect(outcome(2026, ...highSchool, left(2026, 'graduated', { diploma: 'regular', exitDate: '2026-07-01' }))).toBe('regular-diploma');
  });

  it('leaves the cohort by a transfer to another district, not by one to another school of it', () => {
    expect(outcome(2026, enrolled(2023, '09'), left(2023, 'transferred'))).toBe('transferred-out');
    const moved = [enrolled(2023, '09'), left(2023, 'transferred'), enrolled(2024, '10', { schoolId: 'south' })];
    expect(graduationBy(careerOf(...moved), 2024)).toEqual({ outcome: 'still-enrolled', schoolId: 'south', communityId: null });
    expect(outcome(2026, ...highSchool, left(2024, 'transferred'))).toBe('still-enrolled');
  });

  it.each(['dropped-out', 'expelled', 'other'] as const)('stays in the cohort when it ended as %s', (reason) => {
    expect(outcome(2026, enrolled(2023, '09'), left(2023, reason))).toBe('dropped-out');
  });

  it('is unaccounted for where nobody has said why the student is gone', () => {
    expect(outcome(2026, enrolled(2023, '09'))).toBe('unaccounted');
    expect(outcome(2022, enrolled(2023, '09'))).toBeUndefined();
  });

  it('belongs to the school and the community where the student was last', () => {
    const facts = [...highSchool.slice(0, 3), enrolled(2026, '12', { schoolId: 'south' }), joined(2025, 'harbor'), joined(2026, 'tide')];
    expect(graduationBy(careerOf(...facts), 2026)).toMatchObject({ schoolId: 'south', communityId: 'tide' });
    expect(graduationBy(careerOf(...facts), 2025)).toMatchObject({ schoolId: 'north', communityId: 'harbor' });
  });

  it('is in no community where the student joined none in the last year', () => {
    expect(graduationBy(careerOf(enrolled(2025, '11'), joined(2025, 'harbor'), enrolled(2026, '12')), 2026)).toMatchObject({
      communityId: null,
    });
  });

  it('goes on where the student comes back, also on the very day of the exit', () => {
    const back = (entryDate: string): InYear => enrolled(2025, '11', { entryDate });
    const gone = left(2025, 'transferred', { exitDate: '2025-01-10' });
    expect(outcome(2025, ...highSchool.slice(0, 3), gone)).toBe('transferred-out');
    for (const entryDate of ['2025-01-10', '2025-03-01']) {
      expect(outcome(2025, ...highSchool.slice(0, 3), gone, back(entryDate))).toBe('still-enrolled');
    }
    expect(outcome(2025, ...highSchool.slice(0, 3), gone, back('2025-03-01'), left(2025, 'dropped-out'))).toBe('dropped-out');
    expect(outcome(2026, ...highSchool.slice(0, 3), gone, left(2026, 'dropped-out', { exitDate: '2025-09-10' }))).toBe('dropped-out');
  });

  it('ended as the latest exit of that school says, whichever came first; exits of another school say nothing of it', () => {
    const exits = [left(2026, 'transferred', { exitDate: '2025-12-01' }), left(2026, 'dropped-out', { exitDate: '2026-02-01' })];
    for (const order of [exits, exits.toReversed()]) expect(outcome(2026, ...highSchool, ...order)).toBe('dropped-out');
    expect(outcome(2026, ...highSchool, left(2026, 'dropped-out', { schoolId: 'south' }))).toBe('still-enrolled');
    expect(outcome(2026, ...highSchool, left(2026, 'other', { diploma: 'other' }))).toBe('other-credential');
  });

  it('is looked for where the student came last, whichever enrolment was known first', () => {
    const moves = [
      enrolled(2026, '12'),
      enrolled(2026, '12', { schoolId: 'south', entryDate: '2026-01-10' }),
      enrolled(2026, '12', { schoolId: 'east', entryDate: '2025-10-10' }),
    ];
    const communities = [joined(2026, 'harbor'), joined(2026, 'tide', '2026-01-10'), joined(2026, 'cove', '2025-10-10')];
    for (const facts of [[...moves, ...communities], [...moves, ...communities].toReversed()]) {
      expect(graduationBy(careerOf(...facts), 2026)).toMatchObject({ schoolId: 'south', communityId: 'tide' });
    }
  });

  it('forgets what was taken back', () => {
    const graduated = left(2026, 'graduated', { diploma: 'regular' });
    const withdrawn: InYear = [2026, { type: 'withdrawal-retracted.v1', data: { schoolId: 'north', exitDate: '2026-06-20' } }];
    expect(outcome(2026, ...highSchool, graduated, withdrawn)).toBe('still-enrolled');
    const notEnrolled: InYear = [2026, { type: 'enrollment-retracted.v1', data: { schoolId: 'north', entryDate: '2025-08-25' } }];
    expect(outcome(2026, ...highSchool, notEnrolled)).toBe('unaccounted');
    const notJoined: InYear = [2026, { type: 'community-membership-retracted.v1', data: { communityId: 'tide', date: '2025-08-25' } }];
    expect(graduationBy(careerOf(...highSchool, joined(2026, 'tide'), notJoined), 2026)).toMatchObject({ communityId: null });
  });

  it('does not depend on the order in which it became known', () => {
    const facts = [...highSchool, joined(2025, 'harbor'), joined(2026, 'tide'), left(2024, 'transferred'), left(2026, 'other')];
    fc.assert(
      fc.property(fc.shuffledSubarray(facts, { minLength: facts.length }), (shuffled) => {
        expect(cohortOf(careerOf(...shuffled))).toBe(2026);
        expect(graduationBy(careerOf(...shuffled), 2026)).toEqual(graduationBy(careerOf(...facts), 2026));
      }),
    );
  });
});

const year = fc.constantFrom(2023, 2024, 2025, 2026);
const said = fc.oneof(
  fc.record({
    year,
    schoolId: fc.constantFrom('north', 'south'),
    gradeLevel: fc.constantFrom('08', '09', '11'),
    isRetracted: fc.boolean(),
  }),
  fc.record({
    year,
    schoolId: fc.constantFrom('north', 'south'),
    reason: fc.constantFrom('transferred', 'graduated', 'dropped-out'),
    isRetracted: fc.boolean(),
  }),
  fc.record({ year, communityId: fc.constantFrom('harbor', 'tide'), isRetracted: fc.boolean() }),
);
type Said = typeof said extends fc.Arbitrary<infer T> ? T : never;

function factOf(item: Said): CareerFact {
  if ('communityId' in item) {
    const data = { communityId: item.communityId, date: `${item.year - 1}-08-25` };
    return item.isRetracted ? { type: 'community-membership-retracted.v1', data } : { type: 'community-joined.v1', data };
  }
  const { schoolId } = item;
  if ('gradeLevel' in item) {
    const data = { schoolId, gradeLevel: item.gradeLevel, entryDate: `${item.year - 1}-08-25` } as const;
    return item.isRetracted ? { type: 'enrollment-retracted.v1', data } : { type: 'student-enrolled.v1', data };
  }
  const data = { schoolId, exitDate: `${item.year}-06-20`, reason: item.reason, diploma: 'regular' } as const;
  return item.isRetracted ? { type: 'withdrawal-retracted.v1', data } : { type: 'student-withdrawn.v1', data };
}

/** What the log keeps: of each natural key the version with the largest time, whenever it came; here a version's place is its time. */
function keptOf(arrivals: readonly (readonly [time: number, item: Said])[]): Career {
  const newest = new Map<string, number>();
  return arrivals.reduce((career, [time, item]) => {
    const kind = 'communityId' in item ? item.communityId : `${item.schoolId} ${'gradeLevel' in item ? 'in' : 'out'}`;
    const key = `${item.year} ${kind}`;
    if ((newest.get(key) ?? -1) > time) return career;
    newest.set(key, time);
    return evolveCareer(career, item.year, factOf(item));
  }, emptyCareer);
}

describe('Versions of a career in any order, with duplicates', () => {
  it('come to what those that stand come to', () => {
    fc.assert(
      fc.property(
        fc
          .array(said, { maxLength: 30 })
          .chain((items) => fc.tuple(fc.constant(items), fc.array(fc.nat(Math.max(items.length - 1, 0)), { maxLength: 60 }))),
        ([items, order]) => {
          const inTime = items.map((item, time) => [time, item] as const);
          const shuffled = order.flatMap((time) => (items[time] === undefined ? [] : [[time, items[time]] as const]));
          const [there, then] = [keptOf(inTime), keptOf([...shuffled, ...inTime.toReversed()])];
          expect(cohortOf(then)).toBe(cohortOf(there));
          for (const by of [2023, 2025, 2026, 2028]) expect(graduationBy(then, by)).toEqual(graduationBy(there, by));
        },
      ),
    );
  });
});

describe('The size of a cohort', () => {
  it('is everybody but those who transferred out', () => {
    const counts = { ...noGraduations, 'regular-diploma': 5, 'still-enrolled': 2, 'dropped-out': 1, unaccounted: 1, 'transferred-out': 4 };
    expect(cohortSize(counts)).toBe(9);
  });
});
