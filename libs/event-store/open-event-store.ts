import type { Clock } from '#libs/event-sourcing';
import type { EventStoreDbOptions } from './eventstoredb/open-eventstoredb-event-store.js';
import { openMemoryEventStore } from './memory/open-memory-event-store.js';
import type { OpenedEventStore } from './opened-event-store.js';
import { openSqliteEventStore, type SqliteEventStoreOptions } from './sqlite/open-sqlite-event-store.js';
import { StoreNotOpenableError } from './event-store.errors.js';

export interface EventStoreOptions extends Omit<SqliteEventStoreOptions, 'path'>, Omit<EventStoreDbOptions, 'url'> {
  /** Says when an event is recorded, default this machine's time; EventStoreDB says it itself. */
  readonly clock?: Clock;
}

/**
 * Opens the store that a URL names: `sqlite:PATH`, `memory:` or `esdb://...`. The client of EventStoreDB takes longer to load than most
 * commands take to run, so it is loaded only where it is meant.
 *
 * @throws StoreNotOpenableError where the URL names none.
 */
export async function openEventStore(url: string, options: EventStoreOptions = {}): Promise<OpenedEventStore> {
  if (url === 'memory:') return openMemoryEventStore(options);
  if (/^esdb(\+discover)?:\/\/./.test(url)) {
    const { openEventStoreDb } = await import('./eventstoredb/open-eventstoredb-event-store.js');
    return openEventStoreDb({ ...options, url });
  }
  if (url.startsWith('sqlite:') && url.length > 'sqlite:'.length) {
    return openSqliteEventStore({ ...options, path: url.slice('sqlite:'.length) });
  }
  throw new StoreNotOpenableError(`${JSON.stringify(url)} names no event store: give sqlite:PATH, memory: or esdb://HOST:PORT.`);
}
