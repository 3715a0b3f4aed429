import { describe, expect, it } from '@jest/globals';
import { fc } from '@fast-check/jest';
import type { FactRecordName } from '#libs/domain';
import { openMemoryEventStore, type OpenedEventStore } from '#libs/event-store';
import { creditPlan, HistoryBuilder } from '#libs/testing';
import { foldStatuses, replayHistory } from '../apps/gateway/index.js';

const keys = ['aa000000000000000000000000000001', 'bb000000000000000000000000000002'];
const YEARS = [2024, 2025, 2026] as const;
const days = ['2023-09-01', '2024-07-01', '2024-09-02', '2025-02-20', '2025-07-01', '2025-09-02', '2026-02-20'];

type World = OpenedEventStore & { readonly history: HistoryBuilder };

function world(): World {
  const opened = openMemoryEventStore();
  return { ...opened, history: new HistoryBuilder(opened.store) };
}

const enrol = ({ history }: World, key: string, year: number): Promise<void> =>
  history.student(key, year, 'student-enrolled', { schoolId: 's1', gradeLevel: gradeIn(year), entryDate: `${year - 1}-08-30` });
const gradeIn = (year: number): string => String(year - 2015).padStart(2, '0');

interface Posting {
  readonly key: string;
  readonly year: number;
  readonly course: string;
  readonly credits: number;
  readonly over?: object;
  readonly isRetracted?: boolean;
}

const post = ({ history }: World, { key, year, course, credits, over, isRetracted = false }: Posting): Promise<void> => {
  const name: FactRecordName = isRetracted ? 'grade-retracted' : 'grade-posted';
  const term = { courseId: course, subject: 'math', termId: 's1', termKind: 'semester', termEnd: `${year}-01-20`, schoolId: 's1' };
  return history.student(key, year, name, { ...term, letter: 'B', final: true, creditsEarned: credits, ...over });
};

/** All ways in which a status of the last year is found. */
async function answers(here: World): Promise<{ folded: unknown[]; replayed: unknown[] }> {
  const { rows } = await foldStatuses(here, { district: 'd1', asOf: '2026-02-20', profile: creditPlan });
  const question = { district: 'd1', profile: creditPlan, from: '2025-09-01', to: '2026-02-20', upTo: await here.log.head() };
  const replayed = await replayHistory(here.log, { ...question, prefixes: ['student-', 'status-', 'school-', 'community-', 'district-'] });
  return {
    folded: rows.toSorted((a, b) => (a.key < b.key ? -1 : 1)).map(({ row }) => row),
    replayed: replayed.toSorted((a, b) => (a.key < b.key ? -1 : 1)).map((row) => row.replayed),
  };
}

const step = fc.record({
  key: fc.constantFrom(...keys),
  year: fc.constantFrom(...YEARS),
  course: fc.constantFrom('algebra', 'art', 'history'),
  credits: fc.constantFrom(0, 3, 6, 9),
  over: fc.constantFrom({}, {}, { origin: 'transcript' }, { final: false }, { termId: 's2' }),
  isRetracted: fc.boolean(),
  startsDay: fc.boolean(),
});

describe('Credits on pace', () => {
  it('come out alike folded and replayed, after any late records and corrections', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 16 }), async (steps) => {
        const here = world();
        const left = [...days];
        for (const key of keys) for (const year of YEARS) await enrol(here, key, year);
        for (const { startsDay, ...posting } of steps) {
          const day = startsDay ? left.shift() : undefined;
          if (day !== undefined) await here.history.day(day);
          await post(here, posting);
        }
        for (const day of left) await here.history.day(day);
        const { folded, replayed } = await answers(here);
        expect(folded).toHaveLength(2);
        expect(replayed).toEqual(folded);
      }),
      { numRuns: 25 },
    );
  });
});
