import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { DocumentProjector, type EventLog, type FailPoint, NO_STREAM, type ReadModels, SubscriptionRunner } from '#libs/event-sourcing';
import { openMemoryEventStore } from '#libs/event-store';
import { MongoUnavailableError } from '#libs/mongodb';
import { describeWithServer, type MongoServer, obtainMongoServer, tallies, type Tally, tallyEvent } from '#libs/testing';
import { openMemoryReadModels } from '../index.js';
import { openMongoReadModels } from './mongo-read-models.adapter.js';

const EVENTS = 240;
const BATCH = 8;
const STEPS = ['before-documents', 'after-load', 'after-write', 'after-documents', 'after-checkpoint'];

async function logOfTallies(): Promise<EventLog> {
  const { store, log } = openMemoryEventStore();
  const names = ['a', 'b', 'c', 'd', 'e'];
  const given = Array.from({ length: EVENTS }, (_, i) =>
    tallyEvent(i % 11 === 10 ? 'removed' : 'added', names[(i * 7) % 5] ?? '', `own${i}`),
  );
  const events = given.map(({ type, data }) => ({ id: randomUUID(), type, data, metadata: {} }));
  await store.append({ stream: 'tally-1', expectedRevision: NO_STREAM, events });
  return log;
}

async function fold(log: EventLog, models: ReadModels, failPoint?: FailPoint): Promise<void> {
  const hook = failPoint === undefined ? {} : { failPoint };
  const { handle } = new DocumentProjector(tallies, { models, cacheSize: 10, ...hook });
  await new SubscriptionRunner({ projection: 'tallies', log, models, handle, once: true, batchSize: BATCH, ...hook }).run();
}

async function endOf(models: ReadModels): Promise<unknown> {
  const documents: unknown[] = [];
  for await (const document of models.collection<Tally>(tallies.collection).all()) documents.push(document);
  return { documents, checkpoint: await models.checkpoint('tallies') };
}

await describeWithServer('a MongoDB that is killed', obtainMongoServer, (start) => {
  let folder: string;
  let mongo: MongoServer;
  let undisturbed: unknown;
  let log: EventLog;

  const open = (patienceMs: number): Promise<ReadModels> =>
    openMongoReadModels({ url: `${mongo.url}/killed`, patienceMs, answerLimitMs: 1_000 });

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mongo-'));
    mongo = await start(join(folder, 'data.mv'));
    log = await logOfTallies();
    const memory = openMemoryReadModels();
    await fold(log, memory);
    undisturbed = await endOf(memory);
  });

  afterEach(async () => {
    await mongo.server.stop();
    await rm(folder, { recursive: true });
  });

  it('and started again at every kind of step ends as if nothing had been, without a restart of the projection', async () => {
    const models = await open(30_000);
    const due = new Map(STEPS.map((step, i) => [step, 3 + 4 * i]));
    const killed: string[] = [];
    await fold(log, models, async (step) => {
      const left = (due.get(step) ?? 0) - 1;
      due.set(step, left);
      if (left !== 0) return;
      killed.push(step);
      await mongo.server.kill();
      // The projection goes on into the gap; the server comes back while it tries.
      void mongo.server.start();
    });
    expect(killed.toSorted()).toEqual(STEPS.toSorted());
    expect(await endOf(models)).toEqual(undisturbed);
    await models.close();
  });

  it('in the middle of writes, over and over, ends as if nothing had been', async () => {
    const models = await open(30_000);
    const folding = fold(log, models);
    const killedAt: number[] = [];
    for (let kill = 1; kill <= 6; kill++) {
      let position = 0;
      while (position < kill * 3 * BATCH) position = await models.checkpoint('tallies');
      killedAt.push(position);
      await mongo.server.kill();
      await mongo.server.start();
    }
    await folding;
    expect(killedAt[0]).toBeLessThan(EVENTS);
    expect(await endOf(models)).toEqual(undisturbed);
    await models.close();
  });

  it('and stays away is told of, and the next run goes on from what was kept', async () => {
    const models = await open(500);
    let batches = 0;
    const broken = await fold(log, models, async (step) => {
      if (step === 'after-load' && ++batches === 5) await mongo.server.kill();
    }).catch((error: unknown) => error);
    expect(broken).toBeInstanceOf(MongoUnavailableError);
    expect(String(broken)).toMatch(/could not be used .*: Mongo.*See that it runs, has a primary/);
    await expect(models.checkpoint('tallies')).rejects.toThrow(MongoUnavailableError);
    await expect(open(200)).rejects.toThrow(MongoUnavailableError);
    await mongo.server.start();
    expect(await models.checkpoint('tallies')).toBe(4 * BATCH);
    await fold(log, models);
    expect(await endOf(models)).toEqual(undisturbed);
    await models.close();
  });
});
