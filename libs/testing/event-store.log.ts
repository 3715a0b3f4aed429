import { describe, expect, it } from '@jest/globals';
import { NO_STREAM } from '#libs/event-sourcing';
import type { OpenStore } from './event-store.harness.js';
import { appendTo, batchesOf, eventsOf, numbered, numbersOf, several } from './event-store.sample.js';

export function describeLog(open: OpenStore): void {
  /** Ten events: 0-4 in `student-a`, 5-7 in `school-b`, 8-9 in `student-c`. */
  const openTen = async () => {
    const opened = await open();
    await opened.store.append(appendTo('student-a', NO_STREAM, several(5)));
    await opened.store.append(appendTo('school-b', NO_STREAM, several(3, 5)));
    await opened.store.append(appendTo('student-c', NO_STREAM, several(2, 8)));
    const positions = (await eventsOf(opened.log)).map((event) => event.position);
    return { ...opened, at: (n: number) => positions[n] as number };
  };

  describe('reading the log', () => {
    it('is one empty batch, caught up, where nothing was appended', async () => {
      const { log } = await open();
      expect(await batchesOf(log)).toEqual([{ events: [], position: 0, caughtUp: true }]);
      expect(await log.head()).toBe(0);
    });

    it('gives the events of all streams in the order of their positions', async () => {
      const { log, at } = await openTen();
      const events = await eventsOf(log);
      expect(numbersOf(events)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
      expect(events.map(({ stream, revision }) => `${stream}@${revision}`).slice(4, 7)).toEqual([
        'student-a@4',
        'school-b@0',
        'school-b@1',
      ]);
      expect(await log.head()).toBe(at(9));
    });

    it.each([1, 3, 5, 10, 2_000])('in batches of at most %d, the last one caught up, gives everything once', async (batchSize) => {
      const { log, at } = await openTen();
      const batches = await batchesOf(log, { batchSize });
      expect(numbersOf(batches.flatMap((batch) => batch.events))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
      expect(Math.max(...batches.map((batch) => batch.events.length))).toBeLessThanOrEqual(batchSize);
      expect(batches.map((batch) => batch.caughtUp)).toEqual(batches.map((_, i) => i === batches.length - 1));
      expect(batches.at(-1)?.position).toBe(at(9));
    });

    it('goes on after the position of any batch, as after a restart', async () => {
      const { log } = await openTen();
      for (const { position } of await batchesOf(log, { batchSize: 3 })) {
        const [before, after] = [await eventsOf(log, { upTo: position }), await eventsOf(log, { after: position })];
        expect(numbersOf([...before, ...after])).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
      }
    });

    it('is one empty batch, caught up, where everything was seen', async () => {
      const { log, at } = await openTen();
      expect(await batchesOf(log, { after: at(9) })).toEqual([{ events: [], position: at(9), caughtUp: true }]);
    });

    it('ends at the end it had when it began', async () => {
      const { store, log, at } = await openTen();
      const numbers: number[] = [];
      let position = 0;
      for await (const batch of log.read({ batchSize: 4 })) {
        numbers.push(...numbersOf(batch.events));
        position = batch.position;
        await store.append(appendTo(`late-${position}`, NO_STREAM, [numbered(99)]));
      }
      expect(numbers).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
      expect(position).toBe(at(9));
    });

    it('stops at a position, inclusive, and never says to have seen more than there is', async () => {
      const { log, at } = await openTen();
      expect(numbersOf(await eventsOf(log, { upTo: at(3), batchSize: 3 }))).toEqual([0, 1, 2, 3]);
      expect((await batchesOf(log, { upTo: at(3) })).at(-1)).toMatchObject({ position: at(3), caughtUp: true });
      expect((await batchesOf(log, { upTo: at(9) + 1_000 })).at(-1)).toMatchObject({ position: at(9), caughtUp: true });
      expect(await batchesOf(log, { after: at(5), upTo: at(3) })).toEqual([{ events: [], position: at(5), caughtUp: true }]);
    });

    it('lets others run between its batches', async () => {
      const { log } = await openTen();
      let others = 0;
      let batches = 0;
      for await (const _ of log.read({ batchSize: 1 })) {
        expect(others).toBe(batches++);
        setImmediate(() => others++);
      }
      expect(batches).toBeGreaterThanOrEqual(10);
    });

    it('ends without an error when it is aborted', async () => {
      const { log } = await openTen();
      const abort = new AbortController();
      const numbers: number[] = [];
      for await (const batch of log.read({ batchSize: 2, signal: abort.signal })) {
        numbers.push(...numbersOf(batch.events));
        abort.abort();
      }
      expect(numbers).toEqual([0, 1]);
    });

    it('says when a reader has seen more than the log holds', async () => {
      const { log, at } = await openTen();
      await expect(batchesOf(log, { after: at(9) + 1 })).rejects.toThrow(/older copy/);
    });

    it.each([{ after: -1 }, { after: 0.5 }, { batchSize: 0 }, { batchSize: 1.5 }, { batchSize: 1e9 }])('refuses %j', async (options) => {
      await expect(batchesOf((await open()).log, options)).rejects.toThrow(RangeError);
    });
  });

  describe('reading the log by prefixes', () => {
    it.each([
      [['student-'], [0, 1, 2, 3, 4, 8, 9]],
      [
        ['school-', 'student-c'],
        [5, 6, 7, 8, 9],
      ],
      [['student-c'], [8, 9]],
      [['nobody-'], []],
      [[], []],
      [[''], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
      [['STUDENT-', 'tudent-'], []],
    ])('%j gives only streams whose names start so, and the end of the log as checkpoint', async (prefixes, expected) => {
      const { log, at } = await openTen();
      for (const batchSize of [1, 4, 2_000]) {
        const batches = await batchesOf(log, { prefixes, batchSize });
        expect(numbersOf(batches.flatMap((batch) => batch.events))).toEqual(expected);
        expect(batches.at(-1)).toMatchObject({ position: at(9), caughtUp: true });
      }
    });

    it('moves the checkpoint on also where nothing matches', async () => {
      const { log } = await openTen();
      const positions = (await batchesOf(log, { prefixes: ['nobody-'], batchSize: 3 })).map((batch) => batch.position);
      expect(positions.length).toBeGreaterThan(1);
      expect(positions).toEqual([...new Set(positions)].toSorted((a, b) => a - b));
    });

    it('finds few among many and many among few', async () => {
      const { store, log } = await open();
      for (let n = 0; n < 300; n++) {
        const rare = n % 60 === 0 || n > 280;
        await store.append(appendTo(`${rare ? 'rare' : 'usual'}-${n}`, NO_STREAM, [numbered(n)]));
      }
      const expected = Array.from({ length: 300 }, (_, n) => n).filter((n) => n % 60 === 0 || n > 280);
      for (const batchSize of [7, 20, 2_000]) {
        const events = await eventsOf(log, { prefixes: ['rare-'], batchSize });
        expect(numbersOf(events)).toEqual(expected);
        expect(events.map((event) => event.revision)).toEqual(expected.map(() => 0));
      }
    });
  });
}
