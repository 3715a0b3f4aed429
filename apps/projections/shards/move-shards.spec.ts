import { describe, expect, it } from '@jest/globals';
import { openMemoryEventStore } from '#libs/event-store';
import { FixedClock, type EventLog, type ReadModels } from '#libs/event-sourcing';
import { openMemoryReadModels } from '#libs/read-models';
import { HistoryBuilder, weekdays } from '#libs/testing';
import { communities, students, type CommunityDocument, type StudentDocument, Shard, wholeShard } from '#libs/views';
import { LeasedWorkers, WorkTakenError } from '#libs/workers';
import { onTrackLease, onTrackStage } from '../stages.js';
import { bringIntoForce } from './move-shards.js';
import { onTrackCheckpoint, onTrackNames } from './shard-layout.js';

const YEAR = 2026;
const days = weekdays('2025-09-01', 40);
/** One in each sixteenth of the keys. */
const keys = Array.from({ length: 16 }, (_, index) => `${index.toString(16)}${'7'.repeat(31)}`);

/** A district that grows: each call of `goOn` adds days, on which some students are absent. */
function district() {
  const { store, log } = openMemoryEventStore();
  const models = openMemoryReadModels();
  const clock = new FixedClock('2025-11-03T12:00:00Z');
  const history = new HistoryBuilder(store);
  let done = 0;
  const begin = async (): Promise<void> => {
    await history.calendar('s1', YEAR);
    await history.community('c1', 'community-defined', { communityId: 'c1', schoolId: 's1', schoolYear: YEAR, name: 'Harbor' });
    for (const [index, key] of keys.entries()) {
      await history.student(key, YEAR, 'student-enrolled', { schoolId: 's1', gradeLevel: '05', entryDate: '2025-09-01' });
      await history.student(key, YEAR, 'community-joined', { communityId: index % 3 === 0 ? 'c1' : 'undefined', date: '2025-09-01' });
    }
  };
  const goOn = async (count: number): Promise<void> => {
    for (const date of days.slice(done, done + count)) {
      await history.day(date);
      for (const [index, key] of keys.entries()) await history.attendance(key, date, (done + index) % (3 + index) === 0 ? 'a' : 'p');
      done += 1;
    }
  };
  return { parts: { store, log, models, clock }, begin, goOn };
}

type Parts = ReturnType<typeof district>['parts'];

/** Runs the processes of a layout to the end of the log, one after the other. */
async function runAll(parts: Parts, of: number): Promise<void> {
  for (const shard of Shard.all(of)) {
    const workers = new LeasedWorkers(parts, { leases: [onTrackLease(shard)], stages: [onTrackStage(parts, shard)] });
    expect(await workers.acquire()).toBe(true);
    await workers.runToEnd();
    await workers.release();
  }
}

function checkpointsOf({ models }: Parts, of: number): Promise<number[]> {
  return Promise.all(Shard.all(of).map((shard) => models.checkpoint(onTrackLease(shard))));
}

async function shown(models: ReadModels): Promise<unknown> {
  const [found, summaries]: [unknown[], unknown[]] = [[], []];
  for await (const { id, body } of models.collection<StudentDocument>(students).all()) found.push([id, body.row, body.history, body.state]);
  for await (const { id, body } of models.collection<CommunityDocument>(communities).all()) summaries.push([id, body]);
  return { found, summaries };
}

async function recorded(log: EventLog): Promise<unknown[]> {
  const statuses: { stream: string; revision: number; data: unknown }[] = [];
  for await (const { events } of log.read({ prefixes: ['status-'] })) statuses.push(...events);
  const inOrder = statuses.toSorted((a, b) => (a.stream === b.stream ? a.revision - b.revision : a.stream < b.stream ? -1 : 1));
  return inOrder.map(({ stream, revision, data }) => [stream, revision, { ...(data as object), cause: null }]);
}

/** What one process comes to that has had all the students from the start. */
async function undivided(steps: readonly (readonly [of: number, days: number])[]) {
  const { parts, begin, goOn } = district();
  await begin();
  for (const [, count] of steps) {
    await goOn(count);
    await runAll(parts, 1);
  }
  return { shown: await shown(parts.models), recorded: await recorded(parts.log) };
}

describe('Students divided among several processes', () => {
  it.each([
    [
      [
        [2, 12],
        [3, 10],
        [1, 10],
      ],
    ],
    [
      [
        [1, 8],
        [16, 8],
        [5, 8],
        [16, 8],
        [1, 8],
      ],
    ],
    [[[4, 32]]],
  ] as const)('come to the same documents and the same log as one process: %j', async (steps) => {
    const { parts, begin, goOn } = district();
    await begin();
    for (const [of, count] of steps) {
      await goOn(count);
      const head = await parts.log.head();
      await runAll(parts, of);
      expect((await onTrackNames(parts.models)).length).toBe(of);
      expect(await onTrackCheckpoint(parts.models)).toBeGreaterThanOrEqual(head);
    }
    const whole = await undivided(steps);
    expect(await recorded(parts.log)).toEqual(whole.recorded);
    expect(await shown(parts.models)).toEqual(whole.shown);
  });

  it('go on in another number of parts from where they were, and fold nothing of before again', async () => {
    const { parts, begin, goOn } = district();
    await begin();
    await goOn(10);
    await runAll(parts, 2);
    const [low = 0, high = 0] = await checkpointsOf(parts, 2);
    expect(low).toBeLessThan(high);
    expect(await bringIntoForce(parts, new Shard(1, 3))).toEqual({ of: 3, since: await parts.log.head() });
    expect(await checkpointsOf(parts, 3)).toEqual([low, low, high]);
  });

  it('are not moved while somebody works on them, and this is said', async () => {
    const { parts } = district();
    const working = new LeasedWorkers(parts, { leases: [onTrackLease(wholeShard)], stages: [] });
    await working.acquire();
    const moving = bringIntoForce(parts, new Shard(1, 2), { patienceMs: 2, pollMs: 1 });
    await expect(moving).rejects.toThrow(WorkTakenError);
    await expect(bringIntoForce(parts, new Shard(1, 2), { patienceMs: 2, pollMs: 1 })).rejects.toThrow(/divided into 1 and process \d+/);
    await working.release();
    expect(await bringIntoForce(parts, new Shard(1, 2))).toMatchObject({ of: 2 });
  });

  it('show a community as it was until every part has counted its students', async () => {
    const { parts, begin, goOn } = district();
    await begin();
    await goOn(10);
    await runAll(parts, 1);
    const before = await parts.models.collection<CommunityDocument>(communities).get(`d1/c1/${YEAR}`);
    const [first] = Shard.all(2);
    const workers = new LeasedWorkers(parts, { leases: [], stages: [onTrackStage(parts, first)] });
    await workers.runToEnd();
    expect(await parts.models.collection<CommunityDocument>(communities).get(`d1/c1/${YEAR}`)).toEqual(before);
  });
});
