import { openEventStore, type OpenedEventStore } from '#libs/event-store';
import type { Contender } from './bench.js';
import { batches, timed } from './append.sample.js';

/** The event store as it is used: every event to a stream of its own at an exact revision, answered one by one. */
export const storeAppend: Contender = {
  name: 'event store',
  run: async () =>
    timed(
      async (path) => openEventStore(`sqlite:${path}`),
      appendBatch,
      async ({ close }) => close(),
    ),
};

async function appendBatch({ store }: OpenedEventStore, batch: number): Promise<void> {
  const { revision = 0, events = [] } = batches[batch] ?? {};
  const answers = await store.appendMany(
    events.map(({ stream, ...event }) => ({ stream, expectedRevision: revision - 1, events: [event] })),
  );
  if (answers.some(({ outcome }) => outcome === 'conflict')) throw new Error('The bench met a conflict.');
}
