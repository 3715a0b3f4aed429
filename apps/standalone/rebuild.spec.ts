import { describe, expect, it } from '@jest/globals';
import { openMemoryEventStore } from '#libs/event-store';
import { type CollectionDefinition, FixedClock, type ReadModels } from '#libs/event-sourcing';
import { newMemoryStorage, openMemoryReadModels } from '#libs/read-models';
import { openLogger } from '#libs/service';
import { HistoryBuilder, weekdays } from '#libs/testing';
import { alerts, communities, feeds, staffMembers, students, Shard } from '#libs/views';
import { LeasedWorkers, WorkerSupervisor } from '#libs/workers';
import {
  NewerFormError,
  onTrackLease,
  onTrackStage,
  rebuild,
  rebuildableModels,
  RebuildTakenError,
  type RebuildRun,
} from '../projections/index.js';
import { Workers, type WorkerParts } from './workers.js';

const YEAR = 2026;
const days = weekdays('2025-09-01', 40);
const keys = Array.from({ length: 8 }, (_, index) => `${(2 * index).toString(16)}${'7'.repeat(31)}`);
const never = new AbortController().signal;
const logger = await openLogger({ LOG_LEVEL: 'silent' }, process.stderr);
/** What was replaced is removed at once. */
const timing = { graceMs: 1 };

/** A district that grows: each call of `goOn` adds days, on which some students are absent. */
async function district() {
  const { store, log } = openMemoryEventStore();
  const storage = newMemoryStorage();
  const models = openMemoryReadModels(storage, timing);
  const parts: WorkerParts = { store, log, models, clock: new FixedClock('2025-11-03T12:00:00Z') };
  const history = new HistoryBuilder(store);
  await history.calendar('s1', YEAR);
  await history.community('c1', 'community-defined', { communityId: 'c1', schoolId: 's1', schoolYear: YEAR, name: 'Harbor' });
  for (const key of keys) {
    await history.student(key, YEAR, 'student-enrolled', { schoolId: 's1', gradeLevel: '05', entryDate: '2025-09-01' });
    await history.student(key, YEAR, 'community-joined', { communityId: 'c1', date: '2025-09-01' });
  }
  let done = 0;
  const goOn = async (count: number): Promise<void> => {
    for (const date of days.slice(done, done + count)) {
      await history.day(date);
      // Who is absent one day in three begins on another day each, so that statuses change throughout.
      for (const [index, key] of keys.entries()) await history.attendance(key, date, done > 4 * index && done % 3 === 0 ? 'a' : 'p');
      done += 1;
    }
  };
  return { parts, storage, models, goOn };
}

async function fold(parts: WorkerParts): Promise<void> {
  const workers = new Workers(parts);
  expect(await workers.acquire()).toBe(true);
  await workers.runToEnd();
  await workers.release();
}

async function recorded({ log }: WorkerParts): Promise<string[]> {
  const found: string[] = [];
  for await (const { events } of log.read({ prefixes: ['status-'] })) {
    for (const { stream, revision, data } of events)
      found.push(`${stream} ${revision} ${JSON.stringify({ ...(data as object), cause: null })}`);
  }
  return found.toSorted();
}

const all: Omit<RebuildRun, 'signal'> = { models: rebuildableModels };

async function shown(models: ReadModels): Promise<unknown> {
  const found: unknown[] = [];
  for (const definition of [students, communities, alerts, feeds, staffMembers] as CollectionDefinition[]) {
    for await (const { id, body } of models.collection(definition).all()) found.push([definition.name, id, body]);
  }
  return found;
}

/** What read models come to that were never there before. */
async function foldedAnew(parts: WorkerParts): Promise<unknown> {
  const models = openMemoryReadModels();
  await fold({ ...parts, models });
  return shown(models);
}

describe('Rebuilding read models', () => {
  it('comes to the same documents, records nothing, and leaves nothing behind', async () => {
    const { parts, storage, models, goOn } = await district();
    await goOn(20);
    await fold(parts);
    const [before, head] = [await shown(models), await parts.log.head()];
    await rebuild(parts, { ...all, signal: never });
    expect(await parts.log.head()).toBe(head);
    expect(await shown(models)).toEqual(before);
    const names = [...storage.collections.keys()].filter((name) => name.endsWith('students'));
    expect(names).toEqual(['v2.students']);
    await goOn(5);
    await fold(parts);
    expect(await shown(models)).toEqual(await foldedAnew(parts));
  });

  it('leaves to who goes on what was not evaluated yet: it is recorded once', async () => {
    const { parts, models, goOn } = await district();
    await goOn(20);
    await fold(parts);
    await goOn(20);
    await rebuild(parts, { ...all, signal: never });
    await fold(parts);
    const others = await district();
    await others.goOn(40);
    await fold(others.parts);
    const whole = await recorded(others.parts);
    // The first ones can be told after thirty days.
    expect(whole.length).toBeGreaterThan(keys.length);
    expect(await recorded(parts)).toEqual(whole);
    expect(await shown(models)).toEqual(await foldedAnew(parts));
  });

  it('goes on beside workers that take records; they go on with the new version by themselves', async () => {
    const { parts, models, goOn } = await district();
    await goOn(26);
    const supervisor = new WorkerSupervisor(new Workers(parts), { logger, whenTaken: String });
    await supervisor.begin();
    await supervisor.whenCaughtUp();
    const failPoint = async (step: string): Promise<void> => {
      if (step === 'folded' || step === 'published') await goOn(5);
    };
    await rebuild({ ...parts, failPoint }, { ...all, signal: never });
    await goOn(2);
    await supervisor.whenCaughtUp();
    expect(await shown(models)).toEqual(await foldedAnew(parts));
    expect(await supervisor.troubles()).toEqual([]);
    await supervisor.stop();
  });

  it('shows the old documents until all new ones are there', async () => {
    const { parts, models, goOn } = await district();
    await goOn(10);
    await fold(parts);
    const old = await shown(models);
    const seen: unknown[] = [];
    const failPoint = async (): Promise<void> => void seen.push(await shown(models));
    await rebuild({ ...parts, failPoint }, { ...all, signal: never });
    expect(seen.length).toBeGreaterThan(10);
    for (const each of seen) expect(each).toEqual(old);
  });

  it.each(['begun', 'before-documents', 'after-documents', 'after-checkpoint', 'folded', 'published', 'removed'])(
    'that dies at %s leaves the old documents or the new ones, and the next one comes through',
    async (step) => {
      const { parts, storage, models, goOn } = await district();
      await goOn(10);
      await fold(parts);
      const before = await shown(models);
      const dying = openMemoryReadModels(storage, timing);
      // What is killed discards nothing and gives nothing up.
      const failPoint = (name: string): Promise<void> | void => (name === step ? dying.close() : undefined);
      await expect(rebuild({ ...parts, models: dying, failPoint }, { ...all, signal: never })).rejects.toThrow('closed');
      expect(await shown(models)).toEqual(before);
      storage.leases.clear();
      await goOn(2);
      await rebuild(parts, { ...all, signal: never });
      await fold(parts);
      expect(await shown(models)).toEqual(await foldedAnew(parts));
      expect([...storage.collections.keys()].filter((name) => name.endsWith('students'))).toHaveLength(1);
    },
  );

  it('that is stopped leaves the old documents and no new ones', async () => {
    const { parts, storage, models, goOn } = await district();
    await goOn(10);
    await fold(parts);
    const before = await shown(models);
    const stopping = new AbortController();
    await expect(rebuild(parts, { ...all, signal: stopping.signal, onProgress: () => stopping.abort() })).rejects.toThrow(/abort/);
    expect(await shown(models)).toEqual(before);
    expect([...storage.collections.keys()].filter((name) => name.startsWith('v'))).toEqual(['versions']);
  });

  it('is refused while another process does it, with who that is', async () => {
    const { parts, storage, goOn } = await district();
    await goOn(2);
    await fold(parts);
    let refused: unknown = null;
    const failPoint = async (step: string): Promise<void> => {
      if (step !== 'folded') return;
      const second = rebuild(parts, { ...all, signal: never }).catch((error: unknown) => (refused = error));
      // The first one lives: it goes on renewing its right.
      const [lease] = [...storage.leases.values()];
      if (lease !== undefined) storage.leases.set(lease.name, { ...lease, renewal: lease.renewal + 1 });
      await second;
    };
    await rebuild({ ...parts, failPoint }, { ...all, signal: never });
    expect(refused).toBeInstanceOf(RebuildTakenError);
    expect(String(refused)).toMatch(/being rebuilt by process \d+ on .*: wait until that one has ended/);
  });

  it('of one read model leaves the others as they are', async () => {
    const { parts, storage, models, goOn } = await district();
    await goOn(10);
    await fold(parts);
    const before = await shown(models);
    await rebuild(parts, { models: rebuildableModels.filter(({ name }) => name === 'alerts'), signal: never });
    expect(await shown(models)).toEqual(before);
    expect([...storage.collections.keys()].filter((name) => /(alerts|feeds)$/.test(name)).toSorted()).toEqual(['feeds', 'v2.alerts']);
  });

  it.each([2, 5])('comes to the same where students are divided into %d', async (of) => {
    const { parts, models, goOn } = await district();
    await goOn(10);
    const shards = async (): Promise<void> => {
      for (const shard of Shard.all(of)) {
        const workers = new LeasedWorkers(parts, { leases: [onTrackLease(shard)], stages: [onTrackStage(parts, shard)] });
        expect(await workers.acquire()).toBe(true);
        await workers.runToEnd();
        await workers.release();
      }
    };
    await shards();
    const before = await shown(models);
    await rebuild(parts, { ...all, signal: never });
    const about = (found: unknown): unknown => (found as [string][]).filter(([name]) => name === 'students' || name === 'communities');
    expect(about(await shown(models))).toEqual(about(before));
    await goOn(5);
    await shards();
    expect(about(await shown(models))).toEqual(about(await foldedAnew(parts)));
  });
});

describe('Documents of another form', () => {
  it('are folded anew at the start, beside those that stand', async () => {
    const { parts, storage, models, goOn } = await district();
    await goOn(10);
    await fold(parts);
    await models.versions.noteForm('students', 1);
    await goOn(2);
    await fold(parts);
    expect([...storage.collections.keys()]).toContain('v2.students');
    expect(await models.versions.form('students')).toBe(rebuildableModels[0]?.form);
    expect(await shown(models)).toEqual(await foldedAnew(parts));
  });

  it('of a newer program are not touched, and this is said', async () => {
    const { parts, storage, models, goOn } = await district();
    await goOn(2);
    await fold(parts);
    await models.versions.noteForm('students', 99);
    const refused = fold(parts);
    await expect(refused).rejects.toThrow(NewerFormError);
    await expect(refused).rejects.toThrow(/folded by a newer Homeroom \(form 99.*start that version, or give homeroom rebuild/);
    storage.leases.clear();
    await rebuild(parts, { ...all, signal: never });
    await fold(parts);
    expect(await models.versions.form('students')).toBe(rebuildableModels[0]?.form);
  });
});
