import { randomUUID } from 'node:crypto';
import { fc, test } from '@fast-check/jest';
import { describe, expect, it } from '@jest/globals';
import {
  AnotherWriterError,
  DocumentProjector,
  type EventLog,
  type FailPoint,
  NO_STREAM,
  type Quarantine,
  type ReadModels,
  readQuarantine,
  type StoredDocument,
  SubscriptionRunner,
} from '#libs/event-sourcing';
import { openMemoryEventStore } from '#libs/event-store';
import { openMemoryReadModels } from '#libs/read-models';
import { type GivenEvent, type Tally, tallies, tallyEvent } from '#libs/testing';

interface Run {
  readonly batchSize: number;
  readonly cacheSize: number;
  readonly failPoint?: FailPoint;
}

const CLEAN = { batchSize: 2_000, cacheSize: 0 };

async function logOf(events: readonly GivenEvent[]): Promise<EventLog> {
  const { store, log } = openMemoryEventStore();
  const stored = events.map(({ type, data }) => ({ id: randomUUID(), type, data, metadata: {} }));
  await store.append({ stream: 'tally-1', expectedRevision: NO_STREAM, events: stored });
  return log;
}

async function run(log: EventLog, models: ReadModels, { batchSize, cacheSize, failPoint }: Run): Promise<void> {
  const hook = failPoint === undefined ? {} : { failPoint };
  const { handle } = new DocumentProjector(tallies, { models, cacheSize, ...hook });
  await new SubscriptionRunner({ projection: 'tallies', log, models, handle, once: true, batchSize, ...hook }).run();
}

interface Outcome {
  readonly checkpoint: number;
  readonly documents: readonly StoredDocument<Tally>[];
  readonly quarantine: readonly (readonly [string, Quarantine])[];
}

async function outcome(models: ReadModels): Promise<Outcome> {
  const documents: StoredDocument<Tally>[] = [];
  for await (const document of models.collection<Tally>(tallies.collection).all()) documents.push(document);
  return { checkpoint: await models.checkpoint('tallies'), documents, quarantine: [...(await readQuarantine(models, 'tallies'))] };
}

async function outcomeOfCleanRun(log: EventLog): Promise<Outcome> {
  const models = openMemoryReadModels();
  await run(log, models, CLEAN);
  return outcome(models);
}

/** Fails at the n-th step, counted from 0. */
function crashAt(n: number): FailPoint {
  let step = 0;
  return () => {
    if (step++ === n) throw new Error('crash');
  };
}

/** Lets others run for a while between steps. */
function dawdling(turns: readonly number[]): FailPoint {
  let step = 0;
  return async () => {
    for (let turn = turns[step++ % turns.length] ?? 0; turn > 0; turn--) await Promise.resolve();
  };
}

const name = fc.constantFrom('a', 'b', 'c', 'd');
const kind = fc.constantFrom('added', 'added', 'added', 'added', 'removed', 'removed', 'poison');
const event = fc
  .tuple(kind, fc.uniqueArray(name, { minLength: 1, maxLength: 2 }))
  .map(([what, names]) => tallyEvent(what as 'added', ...names));
const events = fc.array(event, { minLength: 1, maxLength: 30 });
const speed = { batchSize: fc.integer({ min: 1, max: 8 }), cacheSize: fc.constantFrom(0, 2) };

describe('whatever crashes', () => {
  const crashes = fc.array(fc.record({ ...speed, at: fc.integer({ min: 0, max: 20 }) }), { maxLength: 6 });

  test.prop([events, crashes], { numRuns: 500 })(
    'the documents, the quarantine and the checkpoint end as without a crash',
    async (given, runs) => {
      const log = await logOf(given);
      const models = openMemoryReadModels();
      for (const { at, ...rest } of runs) {
        await run(log, models, { ...rest, failPoint: crashAt(at) }).catch((error: unknown) =>
          expect(error).toHaveProperty('message', 'crash'),
        );
      }
      await run(log, models, { batchSize: 3, cacheSize: 0 });
      expect(await outcome(models)).toEqual(await outcomeOfCleanRun(log));
    },
  );

  it('each step between log and checkpoint can be the one', async () => {
    const seen = new Set<string>();
    const given = [tallyEvent('added', 'a'), tallyEvent('removed', 'a'), tallyEvent('poison', 'b')];
    await run(await logOf(given), openMemoryReadModels(), { ...CLEAN, failPoint: (step) => void seen.add(step) });
    expect([...seen]).toEqual(['before-documents', 'after-load', 'after-write', 'after-quarantine', 'after-documents', 'after-checkpoint']);
  });
});

describe('two runners of one projection', () => {
  const pace = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 12 });
  const runner = fc.record({ ...speed, turns: pace });

  test.prop([events, runner, runner], { numRuns: 500 })(
    'harm nothing: who stops says why, and the documents end as with one',
    async (given, one, other) => {
      const log = await logOf(given);
      const models = openMemoryReadModels();
      const both = [one, other].map(({ turns, ...rest }) => run(log, models, { ...rest, failPoint: dawdling(turns) }));
      for (const result of await Promise.allSettled(both)) {
        if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(AnotherWriterError);
      }
      await run(log, models, CLEAN);
      expect(await outcome(models)).toEqual(await outcomeOfCleanRun(log));
    },
  );

  it('in step with each other: one wins, the other stops loudly', async () => {
    const log = await logOf(['a', 'b', 'a', 'c'].map((id) => tallyEvent('added', id)));
    const models = openMemoryReadModels();
    const results = await Promise.allSettled([run(log, models, CLEAN), run(log, models, CLEAN)]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(results.find((result) => result.status === 'rejected')?.reason).toBeInstanceOf(AnotherWriterError);
    expect(await outcome(models)).toEqual(await outcomeOfCleanRun(log));
  });

  it('of which one was held up: it comes back, stops loudly and revives no document that has gone', async () => {
    const log = await logOf([tallyEvent('added', 'a'), tallyEvent('added', 'a'), tallyEvent('removed', 'a'), tallyEvent('added', 'b')]);
    const models = openMemoryReadModels();
    let heldUp = false;
    const failPoint: FailPoint = async (step) => {
      if (step !== 'before-documents' || heldUp) return;
      heldUp = true;
      await run(log, models, { batchSize: 1, cacheSize: 0 });
    };
    await expect(run(log, models, { batchSize: 2, cacheSize: 0, failPoint })).rejects.toBeInstanceOf(AnotherWriterError);
    expect(await outcome(models)).toEqual(await outcomeOfCleanRun(log));
  });
});
