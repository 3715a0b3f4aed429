import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { type EventStore, execute, type Execution, NO_STREAM } from '#libs/event-sourcing';
import { openMemoryEventStore } from '#libs/event-store';

interface Taken {
  readonly seats: number;
}

/** A room with ten seats. */
const room: Execution<number, number, Taken>['decider'] = {
  initialState: () => 0,
  evolve: (taken, { seats }) => taken + seats,
  decide: (taken, wanted) => {
    if (taken + wanted > 10) throw new RangeError(`only ${10 - taken} seats are free`);
    return wanted === 0 ? [] : [{ seats: wanted }];
  },
};

function take(
  store: EventStore,
  seats: number,
  more: Partial<Execution<number, number, Taken>> = {},
): ReturnType<typeof execute<number, number, Taken>> {
  return execute({
    store,
    stream: 'room-1',
    decider: room,
    command: seats,
    decode: ({ type, data }) => (type === 'seats-taken.v1' ? (data as Taken) : null),
    encode: (data) => ({ id: randomUUID(), type: 'seats-taken.v1', data, metadata: {} }),
    ...more,
  });
}

describe('a command', () => {
  it('appends what was decided, and answers with the state after it', async () => {
    const { store } = openMemoryEventStore();
    expect(await take(store, 3)).toEqual({ state: 3, revision: 0, events: [{ seats: 3 }], position: 1 });
    expect(await take(store, 4)).toEqual({ state: 7, revision: 1, events: [{ seats: 4 }], position: 2 });
  });

  it('appends nothing where nothing is to be done', async () => {
    const { store, log } = openMemoryEventStore();
    expect(await take(store, 0)).toEqual({ state: 0, revision: NO_STREAM, events: [], position: null });
    expect(await log.head()).toBe(0);
  });

  it('that is illegal ends with what the decider throws', async () => {
    const { store, log } = openMemoryEventStore();
    await take(store, 8);
    await expect(take(store, 3)).rejects.toThrow('only 2 seats are free');
    expect(await log.head()).toBe(1);
  });

  it('leaves out stored types that its decider does not know, and still appends after them', async () => {
    const { store } = openMemoryEventStore();
    const painted = { id: randomUUID(), type: 'room-painted.v1', data: {}, metadata: {} };
    await store.append({ stream: 'room-1', expectedRevision: NO_STREAM, events: [painted] });
    expect(await take(store, 1)).toMatchObject({ state: 1, revision: 1 });
  });

  it('numbers each event by the place that it gets in its stream', async () => {
    const { store } = openMemoryEventStore();
    const revisions: number[] = [];
    const twice = { ...room, decide: () => [{ seats: 1 }, { seats: 1 }] };
    const encode: Execution<number, number, Taken>['encode'] = (data, revision) => {
      revisions.push(revision);
      return { id: randomUUID(), type: 'seats-taken.v1', data, metadata: {} };
    };
    await take(store, 2, { decider: twice, encode });
    await take(store, 2, { decider: twice, encode });
    expect(revisions).toEqual([0, 1, 2, 3]);
  });

  it('decides again on what somebody else appended meanwhile', async () => {
    const { store } = openMemoryEventStore();
    let others = 0;
    const failPoint = async (name: string): Promise<void> => {
      if (name === 'before-append' && others++ < 2) await take(store, 4);
    };
    await expect(take(store, 3, { failPoint })).rejects.toThrow('only 2 seats are free');
    expect(await take(store, 2)).toMatchObject({ state: 10, revision: 2 });
  });

  it('gives up with a name for it when somebody else is faster each time', async () => {
    const { store, log } = openMemoryEventStore();
    let attempts = 0;
    const failPoint = async (name: string): Promise<void> => {
      if (name !== 'before-append') return;
      attempts += 1;
      await take(store, 1);
    };
    await expect(take(store, 1, { failPoint })).rejects.toMatchObject({ name: 'ConcurrencyError', stream: 'room-1', attempts: 5 });
    expect([attempts, await log.head()]).toEqual([5, 5]);
    await expect(take(store, 1, { failPoint, attempts: 2 })).rejects.toThrow(/at each of 2 attempts; nothing was appended/);
    expect(attempts).toBe(7);
  });

  it('reads nothing where the state is known from before', async () => {
    const { store } = openMemoryEventStore();
    const known = await take(store, 3);
    const unread: EventStore = Object.assign(Object.create(store) as EventStore, {
      append: store.append.bind(store),
      readStream: () => Promise.reject(new Error('was read')),
    });
    expect(await take(unread, 4, { known })).toMatchObject({ state: 7, revision: 1 });
  });

  it('catches up from a state that is no longer the newest', async () => {
    const { store } = openMemoryEventStore();
    const known = await take(store, 3);
    await take(store, 5);
    expect(await take(store, 2, { known })).toMatchObject({ state: 10, revision: 2 });
  });

  it('folds streams that are longer than a page of the store', async () => {
    const { store } = openMemoryEventStore();
    const events = Array.from({ length: 2_000 }, () => ({ id: randomUUID(), type: 'seats-taken.v1', data: { seats: 0 }, metadata: {} }));
    await store.append({ stream: 'room-1', expectedRevision: NO_STREAM, events });
    expect(await take(store, 1)).toMatchObject({ state: 1, revision: 2_000 });
  });

  it.each(['before-append', 'after-append'])('that crashes %s can be given again', async (place) => {
    const { store, log } = openMemoryEventStore();
    const failPoint = (name: string): void => {
      if (name === place) throw new Error('crash');
    };
    const encode: Execution<number, number, Taken>['encode'] = (data) => ({
      id: '00000000-0000-4000-8000-000000000001',
      type: 'seats-taken.v1',
      data,
      metadata: {},
    });
    const known = { state: 0, revision: NO_STREAM };
    await expect(take(store, 3, { encode, known, failPoint })).rejects.toThrow('crash');
    expect(await take(store, 3, { encode, known })).toMatchObject({ state: 3, revision: 0, position: 1 });
    expect(await log.head()).toBe(1);
  });
});
