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
