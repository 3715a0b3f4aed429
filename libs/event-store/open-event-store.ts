import { openMemoryEventStore } from './memory/open-memory-event-store.js';
import type { OpenedEventStore } from './opened-event-store.js';
import { openSqliteEventStore, type SqliteEventStoreOptions } from './sqlite/open-sqlite-event-store.js';
import { StoreNotOpenableError } from './event-store.errors.js';

export type EventStoreOptions = Omit<SqliteEventStoreOptions, 'path'>;

/** Opens the store that a URL names: `sqlite:PATH` or `memory:`. Throws `StoreNotOpenableError` where it names none. */
export function openEventStore(url: string, options: EventStoreOptions = {}): OpenedEventStore {
  if (url === 'memory:') return openMemoryEventStore(options);
  if (url.startsWith('sqlite:') && url.length > 'sqlite:'.length) {
    return openSqliteEventStore({ ...options, path: url.slice('sqlite:'.length) });
  }
  throw new StoreNotOpenableError(`${JSON.stringify(url)} names no event store: give sqlite:PATH or memory:.`);
}
