import { afterEach, beforeEach, describe } from '@jest/globals';
import type { OpenedEventStore } from '#libs/event-store';
import { describeAppending } from './event-store.appending.js';
import type { EventStoreHarness, OpenStore } from './event-store.harness.js';
import { describeLimits } from './event-store.limits.js';
import { describeLiveReads } from './event-store.live-reads.js';
import { describeLog } from './event-store.log.js';
import { describeStreams } from './event-store.streams.js';

/** What every adapter of the event store and its log promises. */
export function describeEventStore(adapter: string, newHarness: () => Promise<EventStoreHarness>): void {
  describe(`event store ${adapter}`, () => {
    let harness: EventStoreHarness;
    let opened: OpenedEventStore[];

    const open: OpenStore = async () => {
      const store = await harness.open();
      opened.push(store);
      return store;
    };

    beforeEach(async () => {
      opened = [];
      harness = await newHarness();
    });

    afterEach(async () => {
      for (const store of opened) await store.close();
      await harness.remove();
    });

    describeAppending(open);
    describeStreams(open);
    describeLog(open);
    describeLiveReads(open);
    describeLimits(open);
  });
}
