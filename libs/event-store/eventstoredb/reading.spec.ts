import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { setImmediate as oneTurn } from 'node:timers/promises';
import type { ReadLogOptions } from '#libs/event-sourcing';
import { EventStoreDbStandIn, follow } from '#libs/testing';
import { LogReplacedError, PositionBeyondLogError, StoreClosedError, StoreUnavailableError } from '../event-store.errors.js';
import type { OpenedEventStore } from '../opened-event-store.js';
import { ClientDriver } from './client.driver.js';
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
  const times = { timeoutMs: 1_000, firstPauseMs: 1, pollMs: 10, stallMs: 50 };
  const store = openEventStoreDb({ url: standIn.url, ...times, ...options });
  opened.push(store);
  return store;
}

/** Appends events numbered from the first one on, past the store: it may be in trouble. */
function write(first: number, count: number, stream = 'student-a'): void {
  const text = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64');
  for (let n = first; n < first + count; n++) {
    const event = { id: randomUUID(), type: 'added.v1', contentType: 'application/json', data: text({ n }), metadata: text({}) };
    standIn.log.append(stream, 'any', [event]);
  }
}

async function numbers(log: OpenedEventStore['log'], options?: ReadLogOptions): Promise<number[]> {
  const found: number[] = [];
  for await (const { events } of log.read(options)) found.push(...events.map(({ data }) => (data as { n: number }).n));
  return found;
}

/** Follows until so many events were seen. */
async function seen(reader: ReturnType<typeof follow>, count: number): Promise<number[]> {
  const found: number[] = [];
  while (found.length < count) found.push(...(await reader.next()).events.map(({ data }) => (data as { n: number }).n));
  return found;
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, n) => n);

describe('a live read goes on after its last event, with nothing lost and nothing twice,', () => {
  it.each<[string, () => Promise<void> | void]>([
    ['when its subscription breaks', () => standIn.dropCalls()],
    ['when its subscription ends without an error', () => standIn.endCalls()],
    [
      'when the server is started again',
      async () => {
        standIn.stop();
        await standIn.listen();
      },
    ],
  ])('%s', async (_, disturb) => {
    const { log } = open();
    write(0, 10);
    const reader = follow(log);
    const found = await seen(reader, 10);
    for (let round = 1; round < 6; round++) {
      // Nobody waits for the subscription at this moment: an error without a listener would end the process.
      await disturb();
      await oneTurn();
      write(round * 10, 10);
      found.push(...(await seen(reader, 10)));
    }
    expect(found).toEqual(upTo(60));
    await reader.stop();
  });

  it('when its subscription falls silent', async () => {
    const { log } = open();
    write(0, 10);
    const reader = follow(log);
    const found = await seen(reader, 10);
    standIn.faults.silentSubscriptions = true;
    standIn.dropCalls();
    write(10, 10);
    const more = seen(reader, 10);
    while (standIn.openCalls === 0) await oneTurn();
    standIn.faults.silentSubscriptions = false;
    found.push(...(await more));
    expect(found).toEqual(upTo(20));
    await reader.stop();
  });

  it('when the server hangs for longer than a call may take', async () => {
    const { log } = open({ timeoutMs: 50 });
    write(0, 5);
    const reader = follow(log);
    const found = await seen(reader, 5);
    standIn.faults.hangReads = true;
    standIn.dropCalls();
    write(5, 5);
    const more = seen(reader, 5);
    for (let calls = 0; calls < 3;) calls = Math.max(calls, (await afterTurns(50), standIn.openCalls > 0 ? calls + 1 : calls));
    standIn.faults.hangReads = false;
    found.push(...(await more));
    expect(found).toEqual(upTo(10));
    await reader.stop();
  });
});

describe('on a server that never says where the log ends', () => {
  beforeEach(() => {
    standIn.faults.neverCaughtUp = true;
  });

  it('a read by prefixes ends all the same, with the end of the log as its checkpoint', async () => {
    const { log } = open();
    write(0, 3);
    // So far that the server is asked for few checkpoints, and so few that none comes.
    write(100, 1_000, 'school-b');
    const batches = [];
    for await (const batch of log.read({ prefixes: ['student-'] })) batches.push(batch);
    expect(batches.flatMap(({ events }) => events)).toHaveLength(3);
    expect(batches.at(-1)).toMatchObject({ position: await log.head(), caughtUp: true });
  });

  it('a live read moves its checkpoint on where nothing matches', async () => {
    const { log } = open();
    write(0, 3);
    const reader = follow(log, { prefixes: ['student-'] });
    await reader.untilCaughtUp();
    write(100, 300, 'school-b');
    expect(await reader.untilCaughtUp()).toEqual([]);
    write(3, 1);
    expect((await reader.untilCaughtUp()).map(({ data }) => data)).toEqual([{ n: 3 }]);
    await reader.stop();
  });
});

describe("the server's own events", () => {
  it('are not read, and do not move the end of the log', async () => {
    const { log } = open();
    write(0, 2);
    const head = await log.head();
    for (let n = 0; n < 1_100; n++) standIn.log.appendSystemEvent();
    expect(await log.head()).toBe(head);
    expect(await numbers(log)).toEqual([0, 1]);
    write(2, 1);
    expect(await log.head()).toBeGreaterThan(head);
    expect(await numbers(log, { after: head })).toEqual([2]);
  });

  it('do not wake who waits', async () => {
    const { log } = open();
    write(0, 1);
    const reader = follow(log);
    await reader.next();
    const next = reader.next();
    standIn.log.appendSystemEvent();
    await afterTurns(20);
    write(1, 1);
    expect((await next).events.map(({ data }) => data)).toEqual([{ n: 1 }]);
    await reader.stop();
  });
});

describe('calls', () => {
  it('are ended also where a reader leaves early: a hundred left open would block the connection', async () => {
    const { log, store } = open();
    write(0, 50);
    for (let n = 0; n < 150; n++) for await (const _ of log.read({ batchSize: 10 })) break;
    for (let n = 0; n < 150; n++) await store.readStream(`nobody-${n}`);
    expect(await numbers(log)).toEqual(upTo(50));
    await afterTurns(50);
    expect(standIn.openCalls).toBeLessThan(10);
  });
});

describe('a read that is cut off', () => {
  it('because trouble elsewhere gave up the connection is never taken for the whole', async () => {
    write(0, 3);
    const driver = new ClientDriver(standIn.url);
    await driver.readAt(1);
    standIn.faults.hangReads = true;
    const readings = [driver.readStream('student-a', { backward: false, from: null, limit: 10 }), driver.readBack(null, 10)];
    const outcomes = Promise.allSettled(readings);
    while (standIn.openCalls < 2) await oneTurn();
    await driver.close();
    for (const outcome of await outcomes) expect(outcome).toMatchObject({ status: 'rejected', reason: { name: 'ServerTroubleError' } });
  });
});

describe('a log that was replaced', () => {
  it('is noticed while it is followed, by the event that should stand where the reader is', async () => {
    const { log } = open();
    write(0, 10);
    const reader = follow(log);
    await seen(reader, 10);
    const port = Number(new URL(standIn.url).port);
    standIn.close();
    standIn = await EventStoreDbStandIn.start({ port });
    write(0, 20);
    await expect(seen(reader, 1)).rejects.toThrow(LogReplacedError);
  });

  it('is noticed at the start, when it is shorter than what was seen or nothing stands there', async () => {
    const { log } = open();
    write(0, 10);
    await expect(numbers(log, { after: (await log.head()) + 1 })).rejects.toThrow(PositionBeyondLogError);
    await expect(numbers(log, { after: (await log.head()) - 1 })).rejects.toThrow(LogReplacedError);
  });
});

describe('what is no event of ours', () => {
  it('is read as it is where its JSON is broken, and is damage to who verifies', async () => {
    const { log, audit } = open();
    const broken = Buffer.from('{"n":').toString('base64');
    const event = { id: randomUUID(), type: 'added.v1', contentType: 'application/json', data: broken, metadata: broken };
    standIn.log.append('student-a', 'any', [event]);
    for await (const { events } of log.read()) expect(events).toMatchObject([{ data: '{"n":', metadata: {}, superseded: false }]);
    for await (const { what } of audit()) expect(what).toMatch(/added.v1, student-a revision 0\) holds no JSON object/);
  });
});

describe('a store that is closed', () => {
  it('ends a read in the middle with an error, so that nobody takes it for the whole log', async () => {
    const { log, close } = open();
    write(0, 10);
    const reading = (async () => {
      for await (const _ of log.read({ batchSize: 2 })) await close();
    })();
    await expect(reading).rejects.toThrow(StoreClosedError);
  });
});

describe('a server that is away', () => {
  it('is told of when it stays away for longer than the patience', async () => {
    const { log } = open({ patienceMs: 50 });
    standIn.stop();
    await expect(numbers(log)).rejects.toThrow(StoreUnavailableError);
    await expect(log.head()).rejects.toThrow(/has not answered for/);
  });
});

async function afterTurns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await oneTurn();
}
