import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  type Collection,
  type DocumentProjection,
  DocumentProjector,
  EventLog,
  type EventStore,
  type LogBatch,
  type ReadLogOptions,
  type ReadModels,
  readQuarantine,
  SubscriptionRunner,
} from '#libs/event-sourcing';
import { openMemoryEventStore } from '#libs/event-store';
import { openMemoryReadModels } from '#libs/read-models';
import { type GivenEvent, type Tally, tallies, tallyEvent } from '#libs/testing';

class SmallBatches extends EventLog {
  readonly #log: EventLog;

  constructor(log: EventLog) {
    super();
    this.#log = log;
  }

  override read(options: ReadLogOptions): AsyncIterable<LogBatch> {
    return this.#log.read({ ...options, batchSize: 1 });
  }

  override head(): Promise<number> {
    return this.#log.head();
  }
}

describe('quarantine', () => {
  let store: EventStore;
  let log: EventLog;
  let models: ReadModels;
  let documents: Collection<Tally>;
  let revision: number;

  beforeEach(() => {
    ({ store, log } = openMemoryEventStore());
    models = openMemoryReadModels();
    documents = models.collection<Tally>(tallies.collection);
    revision = -1;
  });

  const append = async (...given: readonly GivenEvent[]): Promise<void> => {
    const events = given.map(({ type, data }) => ({ id: randomUUID(), type, data, metadata: {} }));
    const result = await store.append({ stream: 'tally-1', expectedRevision: revision, events });
    revision = result.revision;
  };

  const run = async (projection: DocumentProjection<Tally> = tallies): Promise<void> => {
    const projector = new DocumentProjector(projection, { models });
    await projector.release(new SmallBatches(log));
    await new SubscriptionRunner({ projection: 'tallies', log, models, handle: projector.handle, once: true, batchSize: 2 }).run();
  };

  const mended: DocumentProjection<Tally> = {
    ...tallies,
    evolve: (tally, event) => (event.position === 3 ? { sum: 100, trace: `${tally?.trace ?? ''} mended` } : tallies.evolve(tally, event)),
  };

  it('keeps the last good body, lets later events of that document wait, and the others go on', async () => {
    await append(...['added', 'added', 'poison', 'added'].map((kind) => tallyEvent(kind as 'added', 'a')), tallyEvent('added', 'b'));
    await run();
    await append(tallyEvent('added', 'a'), tallyEvent('added', 'b'));
    await run();
    expect(await documents.get('a')).toEqual({ id: 'a', position: 2, body: { sum: 2, trace: ' 1 2' } });
    expect((await documents.get('b'))?.body.trace).toBe(' 5 7');
    expect(await models.checkpoint('tallies')).toBe(7);
  });

  it('says which event it was and the name of the error, and nothing of its text', async () => {
    await append(tallyEvent('added', 'a'), tallyEvent('poison', 'a'));
    await run();
    const quarantined = await readQuarantine(models, 'tallies');
    expect([...quarantined]).toEqual([['a', { position: 2, type: 'poison.v1', reason: 'RangeError' }]]);
  });

  it('says more where the service knows that it may', async () => {
    await append(tallyEvent('poison', 'a'));
    const projector = new DocumentProjector(tallies, { models, reasonOf: () => 'x'.repeat(1_000) });
    await new SubscriptionRunner({ projection: 'tallies', log, models, handle: projector.handle, once: true }).run();
    expect((await readQuarantine(models, 'tallies')).get('a')?.reason).toBe('x'.repeat(300));
  });

  it('names a document that never was', async () => {
    await append(tallyEvent('poison', 'a'), tallyEvent('added', 'a'));
    await run();
    expect(await documents.count()).toBe(0);
    expect([...(await readQuarantine(models, 'tallies')).keys()]).toEqual(['a']);
  });

  it('has room for 20 documents; with one more the projection stops loudly, where it stands', async () => {
    const poison = (n: number): GivenEvent => tallyEvent('poison', `n${n}`);
    await append(...Array.from({ length: 20 }, (_, n) => poison(n)));
    await run();
    expect((await readQuarantine(models, 'tallies')).size).toBe(20);
    await append(poison(20));
    await expect(run()).rejects.toMatchObject({ name: 'TooManyQuarantinedError', projection: 'tallies' });
    await expect(run()).rejects.toThrow(/more than 20 quarantined documents/);
    expect((await readQuarantine(models, 'tallies')).size).toBe(20);
    expect(await models.checkpoint('tallies')).toBe(20);
  });

  it('ends after the mend: what waited is folded, and nothing else is folded again', async () => {
    await append(...['added', 'added', 'poison', 'added'].map((kind) => tallyEvent(kind as 'added', 'a')), tallyEvent('added', 'b'));
    await run();
    await append(tallyEvent('added', 'a', 'b'));
    await run(mended);
    expect(await documents.get('a')).toEqual({ id: 'a', position: 6, body: { sum: 102, trace: ' 1 2 mended 4 6' } });
    expect((await documents.get('b'))?.body.trace).toBe(' 5 6');
    expect((await readQuarantine(models, 'tallies')).size).toBe(0);
  });

  it('goes on at the next event that cannot be folded', async () => {
    await append(...['added', 'added', 'poison', 'added', 'poison', 'added'].map((kind) => tallyEvent(kind as 'added', 'a')));
    await run();
    await run(mended);
    expect(await documents.get('a')).toEqual({ id: 'a', position: 4, body: { sum: 101, trace: ' 1 2 mended 4' } });
    expect((await readQuarantine(models, 'tallies')).get('a')).toMatchObject({ position: 5, type: 'poison.v1' });
    await run(mended);
    expect((await readQuarantine(models, 'tallies')).size).toBe(1);
  });

  it('ends rightly also where the crash came before the checkpoint', async () => {
    await append(tallyEvent('added', 'a'), tallyEvent('added', 'a'), tallyEvent('poison', 'a'), tallyEvent('added', 'a'));
    const failPoint = (name: string): void => {
      if (name === 'after-quarantine') throw new Error('crash');
    };
    const projector = new DocumentProjector(tallies, { models, failPoint });
    const crashing = new SubscriptionRunner({ projection: 'tallies', log, models, handle: projector.handle, once: true });
    await expect(crashing.run()).rejects.toThrow('crash');
    await run(mended);
    expect((await documents.get('a'))?.body.trace).toBe(' 1 2 mended 4');
    expect((await readQuarantine(models, 'tallies')).size).toBe(0);
  });
});
