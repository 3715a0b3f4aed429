import { expect, it } from '@jest/globals';
import { openMemoryEventStore } from '#libs/event-store';
import type { LedgerEntry } from './decide-stream.js';
import { Ledgers } from './ledgers.js';

const entry = (revision: number): LedgerEntry => {
  const version = { time: '2025-09-02T00:00:00Z', sequence: '', retraction: false, content: 1, outranked: false, revision };
  return { fact: { keyHash: revision + 1 } as LedgerEntry['fact'], version, superseded: false, tie: null, index: 0 };
};
const entries = (from: number, count: number): LedgerEntry[] => Array.from({ length: count }, (_, index) => entry(from + index));

it('of ledgers that have grown those used last are kept, as many as fit', async () => {
  const ledgers = new Ledgers(openMemoryEventStore().store, 180);
  for (const stream of ['a', 'b', 'c']) ledgers.enter(stream, await ledgers.load(stream), entries(0, 10));
  expect(['a', 'b', 'c'].map((stream) => ledgers.known(stream)?.revision)).toEqual([9, 9, 9]);
  const grown = await ledgers.load('b');
  for (let from = 0; from < 150; from += 10) ledgers.enter('b', grown, entries(from, 10));
  expect(['a', 'b', 'c'].map((stream) => ledgers.known(stream)?.revision)).toEqual([undefined, 149, 9]);
});

it('while versions are few it is known what all of them said, later only what those in a row said', async () => {
  const [all, few] = [new Ledgers(openMemoryEventStore().store, 200), new Ledgers(openMemoryEventStore().store, 200, 4)];
  for (const ledgers of [all, few]) ledgers.enter('a', await ledgers.load('a'), entries(0, 100));
  expect(all.known('a')?.versionsOf(1)).toMatchObject([{ revision: 0 }]);
  expect(few.known('a')?.versionsOf(1)).toBe(0);
  expect(few.known('a')?.versionsOf(100)).toMatchObject([{ revision: 99 }]);
});

/** Writes each stream once, in turn. @returns how many were not there and had to be read. */
async function writeEach(ledgers: Ledgers, streams: readonly string[], revision: number): Promise<number> {
  let reads = 0;
  for (const stream of streams) {
    let ledger = ledgers.known(stream);
    if (ledger === undefined) {
      reads += 1;
      ledger = await ledgers.load(stream);
    }
    ledgers.enter(stream, ledger, entries(revision, 1));
  }
  return reads;
}

it('where streams are written by turns and do not all fit, those that are kept are there when their turn comes', async () => {
  const ledgers = new Ledgers(openMemoryEventStore().store, 1_600);
  const streams = Array.from({ length: 200 }, (_, index) => `student-${index}`);
  expect(await writeEach(ledgers, streams, 0)).toBe(200);
  // Half of them fit; now and then another one takes a place.
  for (const revision of [1, 2, 3]) expect(await writeEach(ledgers, streams, revision)).toBeLessThan(120);
  expect(streams.filter((stream) => ledgers.known(stream) !== undefined)).toHaveLength(100);
});

it('the places of streams that are no longer written go to others by and by', async () => {
  const ledgers = new Ledgers(openMemoryEventStore().store, 160);
  const [old, now] = [Array.from({ length: 10 }, (_, index) => `2025-${index}`), Array.from({ length: 10 }, (_, index) => `2026-${index}`)];
  await writeEach(ledgers, old, 0);
  for (let turn = 0; turn < 100; turn++) await writeEach(ledgers, now, 0);
  expect(now.filter((stream) => ledgers.known(stream) === undefined)).toEqual([]);
});
