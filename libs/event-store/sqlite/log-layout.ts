import { FROM_BACKUP, readMigrations, type FileKind } from '#libs/sqlite';
import { eventIdOf } from '../event-id.js';
import { StoreClosedError } from '../event-store.errors.js';
import { checksumOf } from './checksum.js';

/** The file of one log. */
export const LOG_FILE: FileKind = {
  what: 'event log',
  loss: 'events in its damaged places are lost unless a backup has them, and homeroom verify names them',
  remedy: FROM_BACKUP,
  /** 'HLOG' */
  applicationId: 0x484c4f47,
  migrations: readMigrations(new URL('../migrations/', import.meta.url)),
  // FULL: an append is on the disk before it is answered. A log of 16 MB is copied into the file at once, not of 4.
  pragmas: 'PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 4000',
  functions: { event_checksum: checksumOfColumns },
  whenClosed: () => new StoreClosedError(),
};

function checksumOfColumns(...columns: unknown[]): number {
  const [position, stream, revision, type, superseded, id, recordedAt, data, metadata] = columns as [
    ...[number, string, number, string, number, string, number, string, string],
  ];
  return checksumOf({ position, stream, revision, type, superseded: superseded === 1, id: eventIdOf(id), recordedAt, data, metadata });
}
