import { EventStoreDBClient, jsonEvent, NO_STREAM } from '@eventstore/db-client';
import pLimit from 'p-limit';
import { openEventStore } from '#libs/event-store';
import { BATCH, batches, type SampleBatch } from '../append.sample.js';
import type { Bench, Contender } from '../bench.js';
import { withStandIn } from './stand-in.js';

const WARM_UP = 4;
const MEASURED = 16;
/** As many as the event store has in flight. */
const AT_ONCE = 64;

type Append = (batch: SampleBatch) => Promise<void>;

/** The same appends, one event to each of 500 streams at an exact revision, with the same number in flight. */
const store = contender('event store on a server', async (url) => {
  const { store: opened, close } = await openEventStore(url);
  const append: Append = async ({ revision, events }) => {
    const answers = await opened.appendMany(
      events.map(({ stream, ...event }) => ({ stream, expectedRevision: revision - 1, events: [event] })),
    );
    if (answers.some(({ outcome }) => outcome === 'conflict')) throw new Error('The bench met a conflict.');
  };
  return { append, close };
});

const batchClient = contender('bare client, batch appends', async (url) => bareClient(url, {}));

/** With credentials, which an insecure connection ignores, the client makes a call for each append. */
const callClient = contender('bare client, a call for each append', async (url) =>
  bareClient(url, { credentials: { username: 'nobody', password: '' } }),
);

export const serverAppendBench: Bench = {
  name: 'append to a server',
  unit: 'events/s',
  contenders: [batchClient, callClient, store],
  ratios: [
    { of: store.name, to: batchClient.name, target: 0.5 },
    { of: callClient.name, to: batchClient.name, target: 0 },
  ],
};

async function bareClient(url: string, options: { readonly credentials?: { username: string; password: string } }) {
  const client = EventStoreDBClient.connectionString(url);
  const limit = pLimit(AT_ONCE);
  const append: Append = async ({ revision, events }) => {
    const expectedRevision = revision === 0 ? NO_STREAM : BigInt(revision - 1);
    await Promise.all(
      events.map(({ stream, id, type, data, metadata }) =>
        limit(() => client.appendToStream(stream, jsonEvent({ id, type, data: { ...data }, metadata }), { expectedRevision, ...options })),
      ),
    );
  };
  return { append, close: () => client.dispose() };
}

function contender(name: string, open: (url: string) => Promise<{ append: Append; close: () => Promise<void> }>): Contender {
  const run = (): Promise<number> =>
    withStandIn(async (url) => {
      const { append, close } = await open(url);
      let begin = 0;
      for (const [place, batch] of batches.slice(0, WARM_UP + MEASURED).entries()) {
        if (place === WARM_UP) begin = performance.now();
        await append(batch);
      }
      const seconds = (performance.now() - begin) / 1_000;
      await close();
      return (MEASURED * BATCH) / seconds;
    });
  return { name, run };
}
