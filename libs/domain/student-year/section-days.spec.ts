import { fc } from '@fast-check/jest';
import { describe, expect, it } from '@jest/globals';
import { datesFrom, FIRST_DAY, YEAR } from '#libs/testing';
import { dayIndex } from '../time/school-date.js';
import { sectionsOfDay } from './section-days.js';
import { evolveStudentYear } from './student-year.fold.js';
import { emptyStudentYear, type StudentFact } from './student-year.state.js';

const dates = datesFrom(FIRST_DAY, 5);
const date = fc.constantFrom(...dates);
/** More than there is room for at first. */
const sectionId = fc.integer({ min: 1, max: 20 }).map((number) => `s${number}`);
const status = fc.constantFrom('present', 'tardy', 'absent-excused', 'absent-unexcused');

const fact = fc.oneof(
  fc.record({ type: fc.constant('section-joined.v1'), data: fc.record({ schoolId: fc.constant('north'), sectionId, date }) }),
  fc.record({ type: fc.constant('section-left.v1'), data: fc.record({ schoolId: fc.constant('north'), sectionId, date, joinedOn: date }) }),
  fc.record({ type: fc.constant('section-membership-retracted.v1'), data: fc.record({ sectionId, date }) }),
  fc.record({ type: fc.constant('attendance-recorded.v1'), data: fc.record({ schoolId: fc.constant('north'), sectionId, date, status }) }),
  fc.record({ type: fc.constant('attendance-retracted.v1'), data: fc.record({ sectionId, date }) }),
) as fc.Arbitrary<StudentFact>;

interface Told {
  readonly joined: Set<string>;
  readonly left: Map<string, string>;
  readonly records: Map<string, string>;
}

type Data = Readonly<Record<'date' | 'joinedOn' | 'status', string>>;

const say: Readonly<Record<string, (section: Told, data: Data) => unknown>> = {
  'section-joined.v1': ({ joined }, { date: on }) => joined.add(on),
  'section-membership-retracted.v1': ({ joined }, { date: on }) => joined.delete(on),
  'section-left.v1': ({ left }, { date: on, joinedOn }) => left.set(on, joinedOn),
  'attendance-recorded.v1': ({ records }, { date: on, status: as }) => records.set(on, as),
  'attendance-retracted.v1': ({ records }, { date: on }) => records.delete(on),
};

/** What was said of each section, kept as it was said. */
function told(facts: readonly StudentFact[]): Map<string, Told> {
  const sections = new Map<string, Told>();
  for (const { type, data } of facts) {
    const id = 'sectionId' in data ? (data.sectionId ?? '') : '';
    const section = sections.get(id) ?? { joined: new Set(), left: new Map(), records: new Map() };
    sections.set(id, section);
    say[type]?.(section, data as unknown as Data);
  }
  return sections;
}

/** A joining runs until the first leaving that names it. */
function attends({ joined, left }: Told, on: string): boolean {
  return [...joined].some((from) => from <= on && [...left].every(([end, named]) => named !== from || on < end));
}

describe('the sections of a day', () => {
  it('are those that the records and memberships name, however many and in whatever order they come', () => {
    fc.assert(
      fc.property(fc.array(fact, { maxLength: 60, size: 'max' }), (facts) => {
        const state = facts.reduce(evolveStudentYear, emptyStudentYear(YEAR));
        const sections = [...told(facts).values()];
        for (const on of dates) {
          const recorded = sections.filter(({ records }) => records.has(on));
          const known = sections.filter((section) => attends(section, on));
          expect(sectionsOfDay(state, dayIndex(on, YEAR))).toEqual({
            recorded: recorded.length,
            missed: recorded.filter(({ records }) => records.get(on)?.startsWith('absent')).length,
            unexcused: recorded.filter(({ records }) => records.get(on) === 'absent-unexcused').length,
            attended: new Set([...recorded, ...known]).size,
            known: known.length,
          });
        }
      }),
      { numRuns: 300 },
    );
  });
});
