import { openEventStore, type OpenedEventStore } from '#libs/event-store';
import type { Contender } from './bench.js';
import { batches, timed } from './append.sample.js';

/** The event store as it is used: every event to a stream of its own at an exact revision, answered one by one. */
export const storeAppend: Contender = {
  name: 'event store',
  run: async () =>
    timed(
      async (path) => openEventStore(`sqlite:${path}`),
      appendAll,
      async ({ close }) => close(),
    ),
};

async function appendAll({ store }: OpenedEventStore): Promise<void> {
  for (const { revision, events } of batches) {
    const answers = await store.appendMany(
      events.map(({ stream, ...event }) => ({ stream, expectedRevision: revision - 1, events: [event] })),
    );
    if (answers.some(({ outcome }) => outcome === 'conflict')) throw new Error('The bench met a conflict.');
  }
}
