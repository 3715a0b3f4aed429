import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  type Collection,
  type CollectionDefinition,
  DocumentProjector,
  type ProjectorOptions,
  type ReadModels,
  readQuarantine,
} from '#libs/event-sourcing';
import { openMemoryReadModels } from '#libs/read-models';
import { batchOf, type Tally, tallies, tallyEvent } from '#libs/testing';

describe('projected documents', () => {
  let models: ReadModels;
  let documents: Collection<Tally>;

  beforeEach(() => {
    models = openMemoryReadModels();
    documents = models.collection<Tally>(tallies.collection);
  });

  const projector = (options: Partial<ProjectorOptions> = {}): DocumentProjector<Tally> =>
    new DocumentProjector(tallies, { models, ...options });

  it('carry the position of the last event folded into them', async () => {
    await projector().handle(batchOf(tallyEvent('added', 'a'), tallyEvent('added', 'b'), tallyEvent('added', 'a')));
    expect(await documents.getMany(['a', 'b'])).toEqual([
      { id: 'a', position: 3, body: { sum: 2, trace: ' 1 3' } },
      { id: 'b', position: 2, body: { sum: 1, trace: ' 2' } },
    ]);
  });

  it('may be several that one event concerns, each once', async () => {
    await projector().handle(batchOf(tallyEvent('added', 'a', 'b', 'a'), tallyEvent('added')));
    expect((await documents.getMany(['a', 'b'])).map(({ body }) => body.sum)).toEqual([1, 1]);
    expect(await documents.count()).toBe(2);
  });

  it('are not changed by events that come again', async () => {
    const batch = batchOf(tallyEvent('added', 'a'), tallyEvent('added', 'a'), tallyEvent('added', 'b'));
    const first = projector();
    await first.handle(batch);
    await first.handle({ ...batch, events: batch.events.slice(0, 1) });
    await projector().handle(batch);
    expect((await documents.getMany(['a', 'b'])).map(({ body }) => body.trace)).toEqual([' 1 2', ' 3']);
  });

  it('are not begun anew, once removed, by events that come again', async () => {
    const batch = batchOf(tallyEvent('added', 'a'), tallyEvent('added', 'a'), tallyEvent('removed', 'a'));
    const one = (n: number): typeof batch => ({ ...batch, events: batch.events.slice(n - 1, n) });
    for (const n of [1, 2, 3]) await projector().handle(one(n));
    expect(await documents.count()).toBe(0);
    for (const n of [2, 3, 1]) await projector().handle(one(n));
    expect(await documents.count()).toBe(0);
  });

  it('can be begun again after they were removed, more than once', async () => {
    const kinds = ['added', 'removed', 'added', 'removed', 'removed', 'added'] as const;
    const { events } = batchOf(...kinds.map((kind) => tallyEvent(kind, 'a')));
    for (const event of events) await projector().handle({ events: [event], position: event.position, caughtUp: true });
    expect(await documents.get('a')).toEqual({ id: 'a', position: 6, body: { sum: 1, trace: ' 6' } });
  });

  it('take a write whose answer was lost for their own', async () => {
    const forgetful = withCollections(models, (collection) => ({
      write: async (writes) => {
        await collection.write(writes);
        return collection.write(writes);
      },
    }));
    const repeated = new DocumentProjector(tallies, { models: forgetful });
    await repeated.handle(batchOf(tallyEvent('added', 'a'), tallyEvent('added', 'b'), tallyEvent('removed', 'b')));
    await repeated.handle(
      batchOf(tallyEvent('added', 'a'), tallyEvent('added', 'b'), tallyEvent('removed', 'b'), tallyEvent('added', 'a')),
    );
    expect((await documents.get('a'))?.body.trace).toBe(' 1 4');
  });

  it('that somebody else has written stop the projector loudly', async () => {
    const failPoint = async (name: string): Promise<void> => {
      if (name === 'after-load') await documents.write([{ id: 'a', previous: null, position: 9, body: { sum: 9, trace: '' } }]);
    };
    const beaten = projector({ failPoint });
    await expect(beaten.handle(batchOf(tallyEvent('added', 'a')))).rejects.toMatchObject({
      name: 'AnotherWriterError',
      projection: 'tallies',
    });
    expect((await documents.get('a'))?.body.sum).toBe(9);
  });

  it('are read again only where they are not among those kept in memory', async () => {
    const asked: string[] = [];
    const counting = withCollections(models, (collection) => ({
      getManyWithRemoved: (ids) => {
        asked.push(...ids);
        return collection.getManyWithRemoved(ids);
      },
    }));
    const { events } = batchOf(...['a', 'b', 'a', 'c', 'a', 'b'].map((name) => tallyEvent('added', name)));
    const cached = new DocumentProjector(tallies, { models: counting, cacheSize: 2 });
    for (const event of events) await cached.handle({ events: [event], position: event.position, caughtUp: true });
    expect(asked).toEqual(['a', 'b', 'c', 'b']);
    expect((await documents.getMany(['a', 'b', 'c'])).map(({ body }) => body.trace)).toEqual([' 1 3 5', ' 2 6', ' 4']);
  });

  it('are read anew after a write of which nobody knows how it ended', async () => {
    let failures = 0;
    const breaking = withCollections(models, (collection) => ({
      write: async (writes) => {
        const mismatches = await collection.write(writes);
        if (writes[0]?.position === 2 && failures++ === 0) throw new Error('connection lost');
        return mismatches;
      },
    }));
    const { events } = batchOf(...['a', 'a', 'a'].map((name) => tallyEvent('added', name)));
    const cached = new DocumentProjector(tallies, { models: breaking, cacheSize: 2 });
    await cached.handle({ events: events.slice(0, 1), position: 1, caughtUp: true });
    await expect(cached.handle({ events: events.slice(1, 2), position: 2, caughtUp: true })).rejects.toThrow('connection lost');
    await cached.handle({ events: events.slice(1), position: 3, caughtUp: true });
    expect((await documents.get('a'))?.body.trace).toBe(' 1 2 3');
  });

  it('may be more than are loaded at once', async () => {
    const names = Array.from({ length: 2_500 }, (_, i) => `n${i}`);
    await projector().handle(batchOf(tallyEvent('added', ...names), tallyEvent('added', ...names)));
    expect(await documents.count()).toBe(2_500);
    expect((await documents.get('n2499'))?.body.trace).toBe(' 1 2');
    expect((await readQuarantine(models, 'tallies')).size).toBe(0);
  });
});

/** The same read models, with some calls of their collections replaced. */
function withCollections(models: ReadModels, change: (collection: Collection<object>) => Partial<Collection<object>>): ReadModels {
  const collection = (definition: CollectionDefinition): Collection<object> => {
    const real = models.collection<object>(definition);
    return {
      get: (id) => real.get(id),
      getMany: (ids) => real.getMany(ids),
      getManyWithRemoved: (ids) => real.getManyWithRemoved(ids),
      find: (options) => real.find(options),
      all: () => real.all(),
      count: () => real.count(),
      write: (writes) => real.write(writes),
      ...change(real),
    };
  };
  return Object.assign(Object.create(models) as ReadModels, { collection });
}
