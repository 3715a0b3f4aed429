import { StoreNotOpenableError } from '../event-store.errors.js';
import { EventVersions, type Upcasts } from '../event-versions.js';
import type { OpenedEventStore } from '../opened-event-store.js';
import { auditServerLog } from './audit.js';
import { ClientDriver } from './client.driver.js';
import { Connection, type ConnectionOptions } from './connection.js';
import { EventStoreDbEventLog, type LogTimes } from './eventstoredb-event-log.adapter.js';
import { EventStoreDbEventStore } from './eventstoredb-event-store.adapter.js';

export interface EventStoreDbOptions extends ConnectionOptions, LogTimes {
  /** `esdb://HOST:PORT?tls=false`, or `esdb+discover://...` for a cluster. */
  readonly url: string;
  /** What leads from older versions of events to the present ones; default nothing. */
  readonly upcasts?: Upcasts;
}

/**
 * Connects on first use; a server that is not there is waited for. Throws `StoreNotOpenableError` where the URL cannot be understood.
 *
 * The client keeps its open appends in one place for the whole process: a process has one of these.
 */
export function openEventStoreDb({ url, upcasts, ...options }: EventStoreDbOptions): OpenedEventStore {
  const newDriver = driverFactory(url);
  const [appends, reads] = [new Connection(newDriver, options), new Connection(newDriver, options)];
  const versions = new EventVersions(upcasts);
  const store = new EventStoreDbEventStore(appends, reads, versions);
  const log = new EventStoreDbEventLog(reads, versions, options);
  return { store, log, audit: (signal) => auditServerLog(log, signal), close: () => store.close() };
}

function driverFactory(url: string): () => ClientDriver {
  try {
    const first = new ClientDriver(url);
    let unused: ClientDriver | null = first;
    return () => {
      const driver = unused ?? new ClientDriver(url);
      unused = null;
      return driver;
    };
  } catch (error) {
    // The URL may hold a password.
    const shown = url.replace(/\/\/[^@/]*@/, '//***@');
    const reason = error instanceof Error ? error.message : String(error);
    throw new StoreNotOpenableError(`${shown} cannot be used for EventStoreDB (${reason}): give esdb://HOST:PORT?tls=false or with TLS.`, {
      cause: error,
    });
  }
}
