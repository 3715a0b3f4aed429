import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { fc, test } from '@fast-check/jest';
import type { Collection, DocumentWrite, ReadModels } from '#libs/event-sourcing';
import { describeWithServer, LossyProxy, type MongoServer, obtainMongoServer } from '#libs/testing';
import { MongoUnavailableError } from '#libs/mongodb';
import { openMemoryReadModels } from '../index.js';
import { openMongoReadModels } from './mongo-read-models.adapter.js';

interface Note {
  readonly text: string;
}

const NOTES = { name: 'notes', indexes: {} };
const INSERT = 'documents.notes.v1';
const note = (id: string, previous: number | null, position: number): DocumentWrite<Note> => ({
  id,
  previous,
  position,
  body: { text: `${id} at ${position}` },
});

await describeWithServer('a MongoDB whose network loses, holds up and cuts', obtainMongoServer, (start) => {
  let mongo: MongoServer;
  let proxy: LossyProxy;
  let models: ReadModels;
  let elsewhere: ReadModels;
  let notes: Collection<Note>;

  beforeAll(async () => {
    mongo = await start();
  });

  afterAll(() => mongo.server.stop());

  beforeEach(async () => {
    const database = `lossy-${randomUUID()}`;
    proxy = await LossyProxy.start(mongo.port);
    models = await openMongoReadModels({
      url: `mongodb://127.0.0.1:${proxy.port}/${database}`,
      patienceMs: 5_000,
      answerLimitMs: 400,
    });
    elsewhere = await openMongoReadModels({ url: `${mongo.url}/${database}` });
    notes = models.collection<Note>(NOTES);
    await notes.write([note('old', null, 1), note('gone', null, 1)]);
  });

  afterEach(async () => {
    await models.close();
    await elsewhere.close();
    await proxy.close();
  });

  const writes = [
    ['a first write', note('new', null, 2)],
    ['a change', note('old', 1, 2)],
    ['a removal', { ...note('gone', 1, 2), body: null }],
  ] as const;

  describe.each(writes)('%s', (_, write) => {
    const written = { id: write.id, position: 2, body: write.body };

    it('whose answer is lost has been written, once, and is said to be', async () => {
      proxy.loseReplyTo(INSERT);
      expect(await notes.write([write])).toEqual([]);
      expect(proxy.lost).toBe(1);
      expect(await notes.getManyWithRemoved([write.id])).toEqual([written]);
    });

    it('that does not arrive is sent again', async () => {
      proxy.loseRequest(INSERT);
      expect(await notes.write([write])).toEqual([]);
      expect(proxy.lost).toBe(1);
      expect(await notes.getManyWithRemoved([write.id])).toEqual([written]);
    });

    it('that somebody else was first with, to the same position, is not taken for an own one', async () => {
      await elsewhere.collection<Note>(NOTES).write([{ ...write, body: { text: 'of another' } }]);
      expect(await notes.write([write])).toEqual([write.id]);
      expect((await notes.getMany([write.id]))[0]?.body.text).toBe('of another');
    });
  });

  it('one lost answer for many writes: each is judged by where it stands', async () => {
    await elsewhere.collection<Note>(NOTES).write([note('theirs', null, 3), note('gone', 1, 3)]);
    proxy.loseReplyTo(INSERT);
    expect(await notes.write([note('theirs', null, 2), note('old', 1, 2), note('gone', 1, 2), note('new', null, 2)])).toEqual([
      'theirs',
      'gone',
    ]);
    const stand = await notes.getMany(['theirs', 'old', 'gone', 'new']);
    expect(stand.map(({ position }) => position)).toEqual([3, 2, 3, 2]);
  });

  it.each(['loseReplyTo', 'loseRequest'] as const)('a checkpoint (%s) moves once, and its mover is told so', async (loss) => {
    expect(await models.advance('notes', 0, 5)).toBe(true);
    proxy[loss]('checkpoints');
    expect(await models.advance('notes', 5, 9)).toBe(true);
    expect(proxy.lost).toBe(1);
    expect(await elsewhere.advance('notes', 5, 9)).toBe(false);
    expect(await models.checkpoint('notes')).toBe(9);
  });

  it.each(['loseReplyTo', 'loseRequest'] as const)('a lease (%s) is still taken by one, who is told so', async (loss) => {
    proxy[loss]('leases');
    const lease = { name: 'shard', holder: 'here', renewal: 1 };
    expect(await models.acquireLease(lease)).toEqual(lease);
    expect(proxy.lost).toBe(1);
    expect(await elsewhere.acquireLease({ name: 'shard', holder: 'there', renewal: 1 })).toEqual(lease);
  });

  it.each(['loseReplyTo', 'loseRequest'] as const)('a read (%s) is asked again', async (loss) => {
    proxy[loss](INSERT);
    expect((await notes.get('old'))?.position).toBe(1);
    expect(proxy.lost).toBe(1);
  });

  it.each(['hang', 'cut'] as const)('after a while of nothing (%s) goes on by itself', async (fault) => {
    proxy[fault]();
    const writing = notes.write([note('old', 1, 2)]);
    const resumed = elsewhere.acquireLease({ name: 'any', holder: 'one', renewal: 1 }).then(() => proxy.resume());
    expect(await writing).toEqual([]);
    await resumed;
  });

  it.each(['hang', 'cut'] as const)(
    'fails when patience ends (%s), saying where and why and nothing of what was written',
    async (fault) => {
      proxy[fault]();
      const failure = await notes.write([note('old', 1, 2)]).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(MongoUnavailableError);
      expect(String(failure)).toMatch(/MongoDB at 127\.0\.0\.1:\d+\/lossy-.* could not be used for 5 s: Mongo.*See that it runs/);
      expect(String(failure)).not.toContain('old at 2');
      proxy.resume();
      // What was held up may arrive now, before or after the same sent once more: either way it is written once.
      await notes.write([note('old', 1, 2)]);
      expect(await notes.get('old')).toEqual({ id: 'old', position: 2, body: { text: 'old at 2' } });
    },
  );

  const step = fc.record({
    id: fc.constantFrom('a', 'b', 'c'),
    previous: fc.constantFrom('right', 'right', 'right', 'wrong', 'none'),
    removes: fc.boolean(),
  });
  const call = fc.record({
    steps: fc.array(step, { minLength: 1, maxLength: 5 }),
    loss: fc.constantFrom('none', 'none', 'loseReplyTo', 'loseRequest'),
  });

  test.prop([fc.array(call, { minLength: 1, maxLength: 6 })], { numRuns: 12 })(
    'whatever is lost, every call is answered and ends as in memory',
    async (calls) => {
      const definition = { name: `notes-${randomUUID()}`, indexes: {} };
      const [real, model] = [models.collection<Note>(definition), openMemoryReadModels().collection<Note>(definition)];
      const positions = new Map<string, number>();
      let next = 0;
      for (const { steps, loss } of calls) {
        const given = steps.map(({ id, previous, removes }): DocumentWrite<Note> => {
          const standing = positions.get(id) ?? null;
          const position = ++next;
          const guard = { right: standing, wrong: 1_000, none: null }[previous];
          if (guard === standing) positions.set(id, position);
          return { ...note(id, guard, position), ...(removes ? { body: null } : {}) };
        });
        if (loss !== 'none') proxy[loss](definition.name);
        expect([...(await real.write(given))].toSorted()).toEqual([...(await model.write(given))].toSorted());
      }
      const ids = ['a', 'b', 'c'];
      expect(await real.getManyWithRemoved(ids)).toEqual(await model.getManyWithRemoved(ids));
    },
    60_000,
  );
});
