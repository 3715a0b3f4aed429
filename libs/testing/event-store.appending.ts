import { describe, expect, it } from '@jest/globals';
import { NO_STREAM, type EventStore } from '#libs/event-sourcing';
import type { OpenStore } from './event-store.harness.js';
import { appendTo, eventsOf, numbered, numbersOf, several, STREAM } from './event-store.sample.js';

export function describeAppending(open: OpenStore): void {
  describe('appending at an exact revision', () => {
    it('begins a stream and goes on at the revision that was answered', async () => {
      const { store } = await open();
      const first = await store.append(appendTo(STREAM, NO_STREAM, several(2)));
      expect(first).toEqual({ outcome: 'appended', revision: 1, position: expect.any(Number) });
      expect(await store.append(appendTo(STREAM, 1, several(3, 2)))).toMatchObject({ outcome: 'appended', revision: 4 });
      expect(numbersOf(await store.readStream(STREAM))).toEqual([0, 1, 2, 3, 4]);
    });

    it.each([
      ['has not begun', [], 0, -1],
      ['has begun already', [numbered(0)], NO_STREAM, 0],
      ['went on', several(3), 1, 2],
      ['did not go that far', several(3), 5, 2],
    ])('answers the real revision, and appends nothing, where the stream %s', async (_, standing, expected, real) => {
      const { store } = await open();
      if (standing.length > 0) await store.append(appendTo(STREAM, NO_STREAM, standing));
      expect(await store.append(appendTo(STREAM, expected, several(2, 10)))).toEqual({ outcome: 'conflict', revision: real });
      expect(await store.readStream(STREAM)).toHaveLength(standing.length);
    });

    it('answers each of several appends for itself: a conflict keeps no other from its place', async () => {
      const { store, log } = await open();
      await store.append(appendTo('b', NO_STREAM, [numbered(0)]));
      const answers = await store.appendMany([
        appendTo('a', NO_STREAM, [numbered(1)]),
        appendTo('b', NO_STREAM, [numbered(2)]),
        appendTo('c', NO_STREAM, [numbered(3)]),
        appendTo('a', 0, [numbered(4)]),
      ]);
      expect(answers.map(({ outcome, revision }) => [outcome, revision])).toEqual([
        ['appended', 0],
        ['conflict', 0],
        ['appended', 0],
        ['appended', 1],
      ]);
      expect(numbersOf(await eventsOf(log))).toEqual([0, 1, 3, 4]);
    });

    it('keeps the same, whether its writer has made the text of the data already or not', async () => {
      const { store } = await open();
      const data = { date: '2026-01-05', status: 'é "present"' };
      await store.append(appendTo(STREAM, NO_STREAM, [numbered(0, { data }), numbered(1, { data, json: JSON.stringify(data) })]));
      expect((await store.readStream(STREAM)).map((event) => event.data)).toEqual([data, data]);
    });

    it('answers nothing where nothing was asked', async () => {
      expect(await (await open()).store.appendMany([])).toEqual([]);
    });

    it('answers positions that only grow and are safe integers, those that the log has', async () => {
      const { store, log } = await open();
      const positions: number[] = [];
      for (let n = 0; n < 5; n++) {
        const answer = await store.append(appendTo(`stream-${n % 2}`, Math.floor(n / 2) - 1, [numbered(n)]));
        if (answer.outcome === 'appended') positions.push(answer.position);
      }
      expect(positions.every((position) => Number.isSafeInteger(position) && position > 0)).toBe(true);
      expect(positions).toEqual(positions.toSorted((a, b) => a - b));
      expect(new Set(positions).size).toBe(5);
      expect((await eventsOf(log)).map((event) => event.position)).toEqual(positions);
    });
  });

  describe('an append that is repeated', () => {
    it('succeeds and answers as it did the first time, and nothing is added', async () => {
      const { store } = await open();
      const append = appendTo(STREAM, NO_STREAM, several(3));
      const first = await store.append(append);
      expect(await store.append(append)).toEqual(first);
      expect(await store.readStream(STREAM)).toHaveLength(3);
    });

    it('is recognized after the stream went on, and by another instance', async () => {
      const [here, there] = [await open(), await open()];
      await here.store.append(appendTo(STREAM, NO_STREAM, several(2)));
      const append = appendTo(STREAM, 1, several(3, 2));
      const first = await here.store.append(append);
      await here.store.append(appendTo(STREAM, 4, several(4, 5)));
      expect(await there.store.append(append)).toEqual(first);
      expect(numbersOf(await there.store.readStream(STREAM))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    });

    it('is recognized whatever the case of its ids', async () => {
      const { store } = await open();
      const event = numbered(1);
      const first = await store.append(appendTo(STREAM, NO_STREAM, [{ ...event, id: event.id.toUpperCase() }]));
      expect(await store.append(appendTo(STREAM, NO_STREAM, [event]))).toEqual(first);
    });

    it('is recognized within the same call', async () => {
      const { store } = await open();
      const append = appendTo(STREAM, NO_STREAM, several(2));
      const [first, second] = await store.appendMany([append, append]);
      expect(second).toEqual(first);
      expect(await store.readStream(STREAM)).toHaveLength(2);
    });

    it.each([
      ['only its first events stand', [0, 1, 9], NO_STREAM],
      ['only its last event stands', [9, 2], 0],
      ['it goes beyond what stands', [0, 1, 2, 3], NO_STREAM],
      ['its events stand at another revision', [0], 0],
      ['its events stand in another order', [1, 0], NO_STREAM],
    ])('is a conflict where %s', async (_, numbers, expected) => {
      const { store } = await open();
      const standing = several(3);
      await store.append(appendTo(STREAM, NO_STREAM, standing));
      const events = numbers.map((n) => standing[n] ?? numbered(n));
      expect(await store.append(appendTo(STREAM, expected, events))).toEqual({ outcome: 'conflict', revision: 2 });
      expect(await store.readStream(STREAM)).toHaveLength(3);
    });

    it('may use ids that stand in another stream: only the place in its own stream says what is repeated', async () => {
      const { store } = await open();
      const events = several(2);
      await store.append(appendTo('a', NO_STREAM, events));
      expect(await store.append(appendTo('b', NO_STREAM, events))).toMatchObject({ outcome: 'appended', revision: 1 });
    });
  });

  describe('writers at the same time', () => {
    it('each find a place of their own in one stream', async () => {
      const stores = [(await open()).store, (await open()).store];
      await Promise.all(Array.from({ length: 8 }, (_, writer) => writeWithRetries(stores[writer % 2] as EventStore, writer)));
      const events = await (await open()).store.readStream(STREAM);
      expect(events.map((event) => event.revision)).toEqual(Array.from({ length: 80 }, (_, i) => i));
      expect(numbersOf(events).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 80 }, (_, i) => i));
    });
  });
}

/** Ten events of one writer, each appended at the revision that the last conflict told. */
async function writeWithRetries(store: EventStore, writer: number): Promise<void> {
  let revision = NO_STREAM;
  for (let n = 0; n < 10; n++) {
    const event = numbered(writer * 10 + n);
    for (;;) {
      const answer = await store.append(appendTo(STREAM, revision, [event]));
      revision = answer.revision;
      if (answer.outcome === 'appended') break;
    }
  }
}
