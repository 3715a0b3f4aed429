import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import {
  type EventLog,
  type LogBatch,
  NO_STREAM,
  type ReadModels,
  type Subscription,
  type SubscriptionProgress,
  SubscriptionRunner,
} from '#libs/event-sourcing';
import { openMemoryEventStore } from '#libs/event-store';
import { openMemoryReadModels } from '#libs/read-models';

interface House {
  readonly log: EventLog;
  readonly models: ReadModels;
  readonly folded: number[];
  append(stream: string, count?: number): Promise<number>;
  runner(more?: Partial<Subscription>): SubscriptionRunner;
}

function house(): House {
  const { store, log } = openMemoryEventStore();
  const models = openMemoryReadModels();
  const folded: number[] = [];
  const fold = async ({ events }: LogBatch): Promise<void> => {
    for (const { position } of events) folded.push(position);
  };
  return {
    log,
    models,
    folded,
    append: async (stream, count = 1) => {
      const expectedRevision = (await store.readStream(stream)).at(-1)?.revision ?? NO_STREAM;
      const events = Array.from({ length: count }, () => ({ id: randomUUID(), type: 'seen.v1', data: {}, metadata: {} }));
      await store.append({ stream, expectedRevision, events });
      return log.head();
    },
    runner: (more = {}) => new SubscriptionRunner({ projection: 'seen', log, models, handle: fold, ...more }),
  };
}

describe('a subscription', () => {
  it('folds the log to its end, once, and goes on later from where it stopped', async () => {
    const { append, runner, models, folded } = house();
    await append('a', 5);
    await runner({ once: true, batchSize: 2 }).run();
    expect(await models.checkpoint('seen')).toBe(5);
    await append('a', 2);
    await runner({ once: true }).run();
    expect(folded).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('sees only its streams, and yet advances over the others', async () => {
    const { append, runner, models, folded } = house();
    for (const stream of ['a-1', 'b-1', 'a-2', 'b-2']) await append(stream);
    await runner({ once: true, prefixes: ['a-'] }).run();
    expect(folded).toEqual([1, 3]);
    expect(await models.checkpoint('seen')).toBe(4);
  });

  it('moves its checkpoint after the batch is folded, never before', async () => {
    const { append, runner, models } = house();
    await append('a', 3);
    const checkpoints: number[] = [];
    const handle = async (): Promise<void> => void checkpoints.push(await models.checkpoint('seen'));
    await runner({ once: true, batchSize: 1, handle }).run();
    expect(checkpoints.slice(0, 3)).toEqual([0, 1, 2]);
  });

  it('leaves its checkpoint where it is while batches are only kept, so that a new start brings them again', async () => {
    const { append, runner, models, folded } = house();
    await append('a', 5);
    const stop = new AbortController();
    const keep = async ({ position }: LogBatch): Promise<'kept' | void> => {
      if (position === 4) stop.abort();
      return position === 2 ? undefined : 'kept';
    };
    const seen: string[] = [];
    const onProgress = ({ position, read, head }: SubscriptionProgress): void => void seen.push(`${position} of ${read} of ${head}`);
    await runner({ once: true, batchSize: 1, handle: keep, signal: stop.signal, onProgress }).run();
    expect(seen).toEqual(['0 of 1 of 5', '2 of 2 of 5', '2 of 3 of 5', '2 of 4 of 5']);
    expect(await models.checkpoint('seen')).toBe(2);
    await runner({ once: true }).run();
    expect(folded).toEqual([3, 4, 5]);
  });

  it('goes on with what is appended later, and tells when a position is folded', async () => {
    const { append, runner, folded } = house();
    const stop = new AbortController();
    const live = runner({ signal: stop.signal });
    const running = live.run();
    await live.whenCaughtUp(await append('a', 2));
    expect(folded).toEqual([1, 2]);
    await live.whenCaughtUp(await append('b'));
    expect(folded).toEqual([1, 2, 3]);
    stop.abort();
    await running;
  });

  it('says at once that a position is folded which was folded before it began', async () => {
    const { append, runner, models } = house();
    await append('a', 2);
    await models.advance('seen', 0, 2);
    const waiting = runner({ once: true });
    const caughtUp = waiting.whenCaughtUp(2);
    await waiting.run();
    await caughtUp;
    await waiting.whenCaughtUp(1);
  });

  it('stops after the batch in hand, whose checkpoint it still moves', async () => {
    const { append, runner, models, folded } = house();
    await append('a', 5);
    const stop = new AbortController();
    const failPoint = (name: string): void => {
      if (name === 'before-documents') stop.abort();
    };
    await runner({ signal: stop.signal, batchSize: 2, failPoint }).run();
    expect(folded).toEqual([1, 2]);
    expect(await models.checkpoint('seen')).toBe(2);
  });

  it('folds nothing when it was stopped before it began', async () => {
    const { append, runner, folded } = house();
    await append('a');
    await runner({ signal: AbortSignal.abort() }).run();
    expect(folded).toEqual([]);
  });

  it('ends with the error of the fold, keeps its checkpoint, and tells those who wait', async () => {
    const { append, runner, models } = house();
    await append('a');
    const failing = runner({ handle: () => Promise.reject(new Error('no room left')) });
    const waiting = failing.whenCaughtUp(1);
    await expect(Promise.all([waiting, failing.run()])).rejects.toThrow('no room left');
    await expect(waiting).rejects.toThrow('no room left');
    await expect(failing.whenCaughtUp(1)).rejects.toThrow('no room left');
    expect(await models.checkpoint('seen')).toBe(0);
  });

  it('tells those who wait for more than it will fold', async () => {
    const { append, runner } = house();
    await append('a');
    const ending = runner({ once: true });
    const waiting = ending.whenCaughtUp(2);
    await ending.run();
    await expect(waiting).rejects.toThrow(/subscription of seen ended at position 1, before 2/);
  });

  it('stops loudly when somebody else moves its checkpoint', async () => {
    const { append, runner, models } = house();
    await append('a', 2);
    const handle = async (): Promise<void> => void (await models.advance('seen', 0, 1));
    await expect(runner({ handle }).run()).rejects.toMatchObject({ name: 'AnotherWriterError', projection: 'seen' });
    expect(await models.checkpoint('seen')).toBe(1);
  });

  it('says how far it is', async () => {
    const { append, runner } = house();
    await append('a', 5);
    const seen: string[] = [];
    const told = runner({ once: true, batchSize: 2, onProgress: ({ position, head }) => void seen.push(`${position}/${head}`) });
    await told.run();
    expect(seen).toEqual(['2/5', '4/5', '5/5']);
    expect(told.progress).toEqual({ position: 5, read: 5, head: 5 });
  });

  it('runs once', async () => {
    const once = house().runner({ once: true });
    await once.run();
    await expect(once.run()).rejects.toThrow(/make a new runner/);
  });
});
