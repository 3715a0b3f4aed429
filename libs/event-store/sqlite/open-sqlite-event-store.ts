import { SystemClock, type Clock } from '#libs/event-sourcing';
import type { OpenedEventStore } from '../opened-event-store.js';
import { auditLogFile } from './audit.js';
import { LogFile, type LogFileOptions } from './log-file.js';
import { SqliteEventLog } from './sqlite-event-log.adapter.js';
import { SqliteEventStore } from './sqlite-event-store.adapter.js';

export interface SqliteEventStoreOptions extends LogFileOptions {
  /** Says when an event is recorded; default this machine's time. */
  readonly clock?: Clock;
}

/**
 * Opens the log in one file, making or migrating it where needed.
 *
 * Throws `StoreNotOpenableError` (missing folder, no right, another kind of file, made by a newer Homeroom) or `StoreLockedError`.
 */
export function openSqliteEventStore({ clock = new SystemClock(), ...options }: SqliteEventStoreOptions): OpenedEventStore {
  const file = new LogFile(options);
  return {
    store: new SqliteEventStore(file, clock),
    log: new SqliteEventLog(file),
    audit: (signal) => auditLogFile(file, signal),
    close: async () => file.close(),
  };
}
