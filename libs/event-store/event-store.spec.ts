import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { describeEventStore, EventStoreDbStandIn } from '#libs/testing';
import { openEventStore, openMemoryEventStore } from './index.js';

describeEventStore('in memory', async () => {
  const opened = openMemoryEventStore();
  return { open: async () => opened, remove: async () => undefined };
});

describeEventStore('in SQLite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'event-store-'));
  return {
    open: async () => openEventStore(`sqlite:${join(folder, 'log.sqlite')}`, { pollMs: 2 }),
    remove: async () => rm(folder, { recursive: true }),
  };
});

describeEventStore('in EventStoreDB (stand-in)', async () => {
  const standIn = await EventStoreDbStandIn.start();
  return { open: async () => openEventStore(standIn.url, { pollMs: 5, firstPauseMs: 1 }), remove: async () => standIn.close() };
});

describe('the URL of an event store', () => {
  it.each(['sqlite:', 'sqlite', 'esdb://', 'esdb', '', 'memory'])('%j is refused with what is expected', async (url) => {
    await expect(openEventStore(url)).rejects.toThrow(
      `${JSON.stringify(url)} names no event store: give sqlite:PATH, memory: or esdb://HOST:PORT.`,
    );
  });

  it('memory: gives a log that is gone with its process', async () => {
    const { log, close } = await openEventStore('memory:');
    expect(await log.head()).toBe(0);
    await close();
  });
});
