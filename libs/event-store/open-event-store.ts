import type { Clock } from '#libs/event-sourcing';
import { openEventStoreDb, type EventStoreDbOptions } from './eventstoredb/open-eventstoredb-event-store.js';
import { openMemoryEventStore } from './memory/open-memory-event-store.js';
import type { OpenedEventStore } from './opened-event-store.js';
import { openSqliteEventStore, type SqliteEventStoreOptions } from './sqlite/open-sqlite-event-store.js';
import { StoreNotOpenableError } from './event-store.errors.js';

export interface EventStoreOptions extends Omit<SqliteEventStoreOptions, 'path'>, Omit<EventStoreDbOptions, 'url'> {
  /** Says when an event is recorded, default this machine's time; EventStoreDB says it itself. */
  readonly clock?: Clock;
}

/** Opens the store that a URL names: `sqlite:PATH`, `memory:` or `esdb://...`. Throws `StoreNotOpenableError` where it names none. */
export function openEventStore(url: string, options: EventStoreOptions = {}): OpenedEventStore {
  if (url === 'memory:') return openMemoryEventStore(options);
  if (/^esdb(\+discover)?:\/\/./.test(url)) return openEventStoreDb({ ...options, url });
  if (url.startsWith('sqlite:') && url.length > 'sqlite:'.length) {
    return openSqliteEventStore({ ...options, path: url.slice('sqlite:'.length) });
  }
  throw new StoreNotOpenableError(`${JSON.stringify(url)} names no event store: give sqlite:PATH, memory: or esdb://HOST:PORT.`);
}
