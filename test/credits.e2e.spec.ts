import { describe, expect, it } from '@jest/globals';
import { fc } from '@fast-check/jest';
import type { FactRecordName, Profile } from '#libs/domain';
import { openMemoryEventStore, type OpenedEventStore } from '#libs/event-store';
import { openMemoryReadModels } from '#libs/read-models';
import { creditPlan, HistoryBuilder } from '#libs/testing';
import { students, type StudentDocument } from '#libs/views';
import { replayHistory } from '#libs/replay';
import { foldStatuses } from '../apps/gateway/index.js';
import { ComparingStatusRecorder, startOnTrack } from '../apps/projections/index.js';
import { AppendingStatusRecorder } from '../apps/projections/on-track/status-recorder.js';

const keys = ['aa000000000000000000000000000001', 'bb000000000000000000000000000002'];
const YEARS = [2024, 2025, 2026] as const;
const days = ['2023-09-01', '2024-07-01', '2024-09-02', '2025-02-20', '2025-07-01', '2025-09-02', '2026-02-20'];

type World = OpenedEventStore & { readonly history: HistoryBuilder; readonly models: ReturnType<typeof openMemoryReadModels> };

function world(): World {
  const opened = openMemoryEventStore();
  return { ...opened, history: new HistoryBuilder(opened.store), models: openMemoryReadModels() };
}

/** Lets the live statuses catch up, from their documents alone. */
async function catchUp({ store, log, models }: World, crashAt: string | null = null): Promise<void> {
  const failPoint = (name: string): void => {
    if (name === crashAt) throw new Error('crash');
  };
  const { runner } = await startOnTrack({ store, log, models, recorder: new AppendingStatusRecorder(store), failPoint }, { once: true });
  await runner.run().catch((error: Error) => expect(error.message).toBe('crash'));
}

async function adopt({ history }: World, profile: Profile): Promise<void> {
  const decision = {
    profile: profile.name,
    version: profile.version,
    by: 'Board',
    reason: 'Our plan',
    definition: JSON.stringify(profile),
  };
  await history.append('district-d1', 'profile-adopted.v1', decision);
}

const documentOf = async ({ models }: World, key: string, year: number): Promise<StudentDocument | undefined> =>
  (await models.collection<StudentDocument>(students).get(`d1/${key}/${year}`))?.body;

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
async function answers(here: World): Promise<{ live: unknown[]; folded: unknown[]; replayed: unknown[] }> {
  const live = await Promise.all(keys.map((key) => documentOf(here, key, 2026)));
  const { rows } = await foldStatuses(here, { district: 'd1', asOf: '2026-02-20', profile: creditPlan });
  const question = { district: 'd1', profile: creditPlan, from: '2025-09-01', to: '2026-02-20', upTo: await here.log.head() };
  const replayed = await replayHistory(here.log, { ...question, prefixes: ['student-', 'status-', 'school-', 'community-', 'district-'] });
  return {
    live: live.flatMap((document) => document?.row ?? []),
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
  crashAt: fc.constantFrom(null, null, 'after-record', 'after-documents'),
  startsDay: fc.boolean(),
});

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** What happens in a district that puts the plan into force after so many steps, with crashes. */
async function lived(steps: readonly Step[], adoptedAfter: number): Promise<World> {
  const here = world();
  const left = [...days];
  for (const key of keys) for (const year of YEARS) await enrol(here, key, year);
  for (const [index, { startsDay, crashAt, ...posting }] of steps.entries()) {
    if (index === adoptedAfter) await adopt(here, creditPlan);
    const day = startsDay ? left.shift() : undefined;
    if (day !== undefined) await here.history.day(day);
    await post(here, posting);
    if (index % 2 === 0) await catchUp(here, crashAt);
  }
  if (steps.length <= adoptedAfter) await adopt(here, creditPlan);
  for (const day of left) await here.history.day(day);
  await catchUp(here);
  return here;
}

async function expectSameAnew(here: World): Promise<void> {
  const anew = { ...here, models: openMemoryReadModels() };
  await (await startOnTrack({ ...anew, recorder: new ComparingStatusRecorder() }, { once: true })).runner.run();
  for (const key of keys) {
    for (const year of YEARS) expect(await documentOf(anew, key, year)).toEqual(await documentOf(here, key, year));
  }
}

describe('Credits on pace', () => {
  it('come out alike live, folded and replayed, after any late records, corrections and crashes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 16 }), fc.nat(10), async (steps, adoptedAfter) => {
        const here = await lived(steps, adoptedAfter);
        const { live, folded, replayed } = await answers(here);
        expect(live).toHaveLength(2);
        expect(live).toEqual(folded);
        expect(replayed).toEqual(folded);
        await expectSameAnew(here);
      }),
      { numRuns: 25 },
    );
  });
});
