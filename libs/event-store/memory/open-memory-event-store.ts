import { SystemClock, type Clock } from '#libs/event-sourcing';
import { EventVersions, type Upcasts } from '../event-versions.js';
import type { OpenedEventStore } from '../opened-event-store.js';
import { MemoryEventLog } from './memory-event-log.adapter.js';
import { MemoryEventStore } from './memory-event-store.adapter.js';
import { MemoryRecords } from './memory-records.js';

export interface MemoryEventStoreOptions {
  /** Says when an event is recorded; default this machine's time. */
  readonly clock?: Clock;
  /** What leads from older versions of events to the present ones; default nothing. */
  readonly upcasts?: Upcasts;
}

/** An empty log that is gone when the process ends. */
export function openMemoryEventStore({ clock = new SystemClock(), upcasts }: MemoryEventStoreOptions = {}): OpenedEventStore {
  const records = new MemoryRecords(new EventVersions(upcasts));
  return {
    store: new MemoryEventStore(records, clock),
    log: new MemoryEventLog(records),
    async *audit() {},
    close: async () => records.close(),
  };
}
