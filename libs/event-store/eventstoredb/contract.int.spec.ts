import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NO_STREAM } from '#libs/event-sourcing';
import { describeEventStore, EventStoreDbStandIn, LogPart, serverSettings } from '#libs/testing';
import { openEventStoreDb } from './open-eventstoredb-event-store.js';

/** A server with a past that others use too: the real one where the environment names it, else the stand-in. */
let url: string;
let standIn: EventStoreDbStandIn | null = null;

const given = serverSettings.eventStoreUrl;
const where = given === undefined ? 'in EventStoreDB (stand-in: EVENT_STORE_TEST_URL names no real server)' : 'in a real EventStoreDB';
process.stderr.write(`The contract of the event store is held to ${where}.\n`);

beforeAll(async () => {
  if (given === undefined) standIn = await EventStoreDbStandIn.start();
  url = given ?? standIn?.url ?? '';
});

afterAll(() => standIn?.close());

const open = () => openEventStoreDb({ url, pollMs: 5 });

describeEventStore(where, async () => {
  const first = open();
  const part = await LogPart.begin(`homeroom-test-${randomUUID()}.`, first);
  await first.close();
  return { open: async () => part.of(open()), remove: async () => undefined };
});

describe('a server with a past', () => {
  it('goes on with its positions', async () => {
    const { store, log, close } = open();
    const before = await log.head();
    const event = { id: randomUUID(), type: 'added.v1', data: {}, metadata: {} };
    const answer = await store.append({ stream: `homeroom-test-${randomUUID()}`, expectedRevision: NO_STREAM, events: [event] });
    expect(answer).toMatchObject({ position: await log.head() });
    expect(await log.head()).toBeGreaterThan(before);
    await close();
  });
});
