import { closeSync, fsyncSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

const BUSY_TIMEOUT_MS = 10_000;

/**
 * Copies a database as it is at one moment into a new file, while others go on writing it; on the disk when this returns.
 * Only what is in use is copied: what was erased is not.
 */
export function copySqlite(from: string, to: string): void {
  const database = new DatabaseSync(from, { readOnly: true, timeout: BUSY_TIMEOUT_MS });
  try {
    database.prepare('VACUUM INTO ?').run(to);
  } finally {
    database.close();
  }
  // SQLite leaves it to the operating system when the copy reaches the disk.
  const file = openSync(to, 'r+');
  fsyncSync(file);
  closeSync(file);
}
