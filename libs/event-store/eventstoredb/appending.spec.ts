import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { NO_STREAM, type Append } from '#libs/event-sourcing';
import { EventStoreDbStandIn } from '#libs/testing';
import { InvalidAppendError, StoreUnavailableError } from '../event-store.errors.js';
import type { OpenedEventStore } from '../opened-event-store.js';
import { openEventStoreDb, type EventStoreDbOptions } from './open-eventstoredb-event-store.js';

let standIn: EventStoreDbStandIn;
let opened: OpenedEventStore[];

beforeEach(async () => {
  opened = [];
  standIn = await EventStoreDbStandIn.start();
});

afterEach(async () => {
  for (const { close } of opened) await close();
  standIn.close();
});

function open(options: Partial<EventStoreDbOptions> = {}): OpenedEventStore {
  const store = openEventStoreDb({ url: standIn.url, timeoutMs: 1_000, firstPauseMs: 1, pollMs: 5, ...options });
  opened.push(store);
  return store;
}

function appendOf(stream: string, count = 1, expectedRevision = NO_STREAM, text = ''): Append {
  const events = Array.from({ length: count }, (_, n) => ({ id: randomUUID(), type: 'added.v1', data: { n, text }, metadata: {} }));
  return { stream, expectedRevision, events };
}

/** What the server holds of a stream. */
function stored(stream: string): number {
  return standIn.log.indexesOf(stream).length;
}

describe.each([
  ['batch appends', false],
  ['an older server, with an append for each call', true],
])('appending with %s', (_, withoutBatchAppend) => {
  beforeEach(() => {
    standIn.faults.withoutBatchAppend = withoutBatchAppend;
  });

  it('leaves one copy where the acknowledgement was lost', async () => {
    const { store } = open();
    standIn.faults.loseAcknowledgements = 2;
    expect(await store.append(appendOf('a', 3))).toMatchObject({ outcome: 'appended', revision: 2 });
    expect(standIn.faults.loseAcknowledgements).toBe(0);
    expect(stored('a')).toBe(3);
  });

  it('does not wait for ever for a server that hangs: after its own time it asks again, with the same ids', async () => {
    const { store } = open({ timeoutMs: 100 });
    standIn.faults.hangAppends = true;
    const appending = store.append(appendOf('a', 2));
    await delay(150);
    standIn.faults.hangAppends = false;
    expect(await appending).toMatchObject({ outcome: 'appended', revision: 1 });
    expect(stored('a')).toBe(2);
  });

  it('gives up when trouble outlasts its patience, says so, and goes on with the next append', async () => {
    const { store } = open({ timeoutMs: 50, patienceMs: 100 });
    standIn.faults.hangAppends = true;
    await expect(store.append(appendOf('a'))).rejects.toThrow(StoreUnavailableError);
    standIn.faults.hangAppends = false;
    expect(await store.append(appendOf('b'))).toMatchObject({ outcome: 'appended' });
  });

  it('waits for a node that is not ready yet', async () => {
    const { store } = open();
    standIn.faults.notReady = true;
    const appending = store.append(appendOf('a'));
    await delay(20);
    standIn.faults.notReady = false;
    expect(await appending).toMatchObject({ outcome: 'appended' });
  });

  it('waits for a server that is down, and finds it again where it was', async () => {
    const { store } = open();
    await store.append(appendOf('a'));
    standIn.stop();
    const appending = store.append(appendOf('a', 1, 0));
    await delay(50);
    await standIn.listen();
    expect(await appending).toMatchObject({ outcome: 'appended', revision: 1 });
  });

  it('waits for a server that is not there yet at the start', async () => {
    standIn.stop();
    const appending = open().store.append(appendOf('a'));
    await delay(50);
    await standIn.listen();
    expect(await appending).toMatchObject({ outcome: 'appended', revision: 0 });
  });

  it('tells a conflict from trouble, with the revision that the stream has', async () => {
    const { store } = open();
    await store.append(appendOf('a', 2));
    expect(await store.append(appendOf('a', 1, 7))).toEqual({ outcome: 'conflict', revision: 1 });
    expect(await store.append(appendOf('b', 1, 7))).toEqual({ outcome: 'conflict', revision: NO_STREAM });
  });

  it('writes what is more than the server takes at once in pieces, and knows them all again', async () => {
    const { store } = open();
    const append = appendOf('a', 4, NO_STREAM, 'x'.repeat(400_000));
    const first = await store.append(append);
    expect(first).toMatchObject({ outcome: 'appended', revision: 3 });
    expect(await store.append(append)).toEqual(first);
    expect(stored('a')).toBe(4);
  });
});

describe('a batch append', () => {
  it('whose call ends quietly does not hang, nor does any later one', async () => {
    const { store } = open({ timeoutMs: 100 });
    standIn.faults.endBatchWithOk = 1;
    expect(await store.append(appendOf('a'))).toMatchObject({ outcome: 'appended' });
    for (let n = 0; n < 5; n++) expect(await store.append(appendOf('a', 1, n))).toMatchObject({ revision: n + 1 });
  });

  it('among many that lose their call is stored once like all the others', async () => {
    const { store } = open();
    const streams = Array.from({ length: 200 }, (_, n) => `s-${n}`);
    standIn.faults.delayMs = 5;
    const appending = store.appendMany(streams.map((stream) => appendOf(stream, 2)));
    for (let n = 0; n < 5; n++) {
      await delay(10);
      standIn.dropCalls();
    }
    expect((await appending).every(({ outcome, revision }) => outcome === 'appended' && revision === 1)).toBe(true);
    expect(streams.map(stored)).toEqual(streams.map(() => 2));
  });

  it('of a second store in the process is not lost with the call of the first one, and its late answer ends nothing', async () => {
    const other = await EventStoreDbStandIn.start();
    try {
      const [hanging, slow] = [open({ timeoutMs: 60, patienceMs: 500 }), open({ url: other.url })];
      other.faults.delayMs = 100;
      standIn.faults.hangAppends = true;
      const lost = hanging.store.append(appendOf('a')).catch((error: unknown) => error);
      for (let n = 0; n < 5; n++) expect(await slow.store.append(appendOf('b', 1, n - 1))).toMatchObject({ revision: n });
      expect(await lost).toBeInstanceOf(StoreUnavailableError);
      expect(other.log.indexesOf('b')).toHaveLength(5);
    } finally {
      other.close();
    }
  });
});

describe('the names of streams', () => {
  it('are never those of the system', async () => {
    await expect(open().store.append(appendOf('$stats-1'))).rejects.toThrow(InvalidAppendError);
  });
});

describe('the URL of a server', () => {
  it('may name a cluster whose members are asked for', async () => {
    const { store, log } = open({ url: standIn.discoveryUrl });
    expect(await store.append(appendOf('a'))).toMatchObject({ outcome: 'appended' });
    expect(await log.head()).toBeGreaterThan(0);
  });

  it('is refused where it cannot be understood, without the password in it', () => {
    expect(() => openEventStoreDb({ url: 'esdb://admin:changeit@localhost:port' })).toThrow(
      /^esdb:\/\/\*\*\*@localhost:port cannot be used/,
    );
  });
});
