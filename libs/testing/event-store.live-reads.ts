import { setImmediate as oneTurn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { NO_STREAM } from '#libs/event-sourcing';
import type { OpenStore } from './event-store.harness.js';
import { follow } from './event-store.follow.js';
import { appendTo, eventsOf, numbered, numbersOf, several } from './event-store.sample.js';

export function describeLiveReads(open: OpenStore): void {
  describe('following the log', () => {
    it('is caught up at the end, and again after each append, with what was appended', async () => {
      const { store, log } = await open();
      const reader = follow(log);
      expect(await reader.next()).toEqual({ events: [], position: 0, caughtUp: true });
      for (let n = 0; n < 3; n++) {
        const next = reader.next();
        const answer = await store.append(appendTo('a', n - 1, [numbered(n)]));
        const { events, position, caughtUp } = await next;
        expect(numbersOf(events)).toEqual([n]);
        expect({ position, caughtUp }).toEqual({ position: 'position' in answer && answer.position, caughtUp: true });
      }
      expect(await reader.stop()).toBe(true);
    });

    it('gives first what stands, then what comes, each once, in batches', async () => {
      const { store, log } = await open();
      await store.append(appendTo('a', NO_STREAM, several(5)));
      const reader = follow(log, { batchSize: 2 });
      expect(numbersOf(await reader.untilCaughtUp())).toEqual([0, 1, 2, 3, 4]);
      await store.append(appendTo('a', 4, several(3, 5)));
      expect(numbersOf(await reader.untilCaughtUp())).toEqual([5, 6, 7]);
      await reader.stop();
    });

    it('sees what another instance appended', async () => {
      const [here, there] = [await open(), await open()];
      const reader = follow(here.log);
      await reader.next();
      for (let n = 0; n < 5; n++) {
        const next = reader.next();
        await there.store.append(appendTo('a', n - 1, [numbered(n)]));
        expect(numbersOf((await next).events)).toEqual([n]);
      }
      await reader.stop();
    });

    it('misses nothing that is appended at any moment between two of its looks', async () => {
      const [here, there] = [await open(), await open()];
      const reader = follow(here.log, { batchSize: 3 });
      const seen: number[] = [];
      const reading = (async () => {
        while (seen.length < 200) seen.push(...numbersOf((await reader.next()).events));
      })();
      for (let n = 0; n < 200; n++) {
        await (n % 3 === 0 ? there : here).store.append(appendTo('a', n - 1, [numbered(n)]));
        // A different number of turns each time: appends meet the reader at every stage of its work.
        for (let turn = 0; turn < n % 7; turn++) await Promise.resolve();
      }
      await reading;
      expect(seen).toEqual(Array.from({ length: 200 }, (_, n) => n));
      await reader.stop();
    });

    it('wakes any number of readers', async () => {
      const { store, log } = await open();
      const readers = Array.from({ length: 5 }, () => follow(log));
      for (const reader of readers) await reader.next();
      const batches = readers.map((reader) => reader.next());
      await store.append(appendTo('a', NO_STREAM, [numbered(1)]));
      expect((await Promise.all(batches)).map((batch) => numbersOf(batch.events))).toEqual([[1], [1], [1], [1], [1]]);
      for (const reader of readers) await reader.stop();
    });

    it('moves the checkpoint on where nothing that was appended matches', async () => {
      const { store, log } = await open();
      const reader = follow(log, { prefixes: ['student-'] });
      await reader.next();
      await store.append(appendTo('school-a', NO_STREAM, [numbered(1)]));
      expect(await reader.next()).toEqual({ events: [], position: await log.head(), caughtUp: true });
      await reader.stop();
    });

    it('is not woken by an append that added nothing', async () => {
      const { store, log } = await open();
      const append = appendTo('a', NO_STREAM, [numbered(1)]);
      await store.append(append);
      const reader = follow(log);
      await reader.next();
      const next = reader.next();
      await store.append(append);
      await store.append(appendTo('a', 5, [numbered(3)]));
      await store.append(appendTo('a', 0, [numbered(2)]));
      expect(numbersOf((await next).events)).toEqual([2]);
      await reader.stop();
    });

    it('ends at the position it was to stop at, when the log gets there', async () => {
      const { store, log } = await open();
      const first = await store.append(appendTo('a', NO_STREAM, [numbered(0)]));
      const upTo = ('position' in first ? first.position : 0) + 1;
      const seen: number[] = [];
      for await (const batch of log.read({ live: true, upTo })) {
        seen.push(...numbersOf(batch.events));
        if (batch.position < upTo) await store.append(appendTo('a', seen.length - 1, several(2, seen.length)));
      }
      expect(seen).toEqual(numbersOf(await eventsOf(log, { upTo })));
      expect(await log.head()).toBeGreaterThan(upTo);
    });

    it('ends without an error while it waits, when it is aborted or the store is closed', async () => {
      const { log, close } = await open();
      const reader = follow(log);
      await reader.next();
      const waiting = reader.next();
      await untilItWaits();
      expect(await reader.stop()).toBe(true);
      await expect(waiting).rejects.toThrow('The live read has ended.');
      const other = follow(log);
      await other.next();
      const last = other.next();
      await untilItWaits();
      await close();
      await expect(last).rejects.toThrow('The live read has ended.');
    });

    it('does not begin when it was aborted before', async () => {
      const { log } = await open();
      const batches = log.read({ live: true, signal: AbortSignal.abort() })[Symbol.asyncIterator]();
      expect(await batches.next()).toEqual({ value: undefined, done: true });
    });
  });
}

/** A reader needs one turn of the event loop to find that there is nothing more; after a few it waits. */
async function untilItWaits(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await oneTurn();
}
