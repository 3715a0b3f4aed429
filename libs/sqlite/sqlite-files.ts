import { closeSync, fsyncSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { explainError, isDamage } from './explain-error.js';

const BUSY_TIMEOUT_MS = 10_000;
const MOST_FINDINGS = 20;

/**
 * Copies a database as it is at one moment into a new file, while others go on writing it; on the disk when this returns.
 * Only what is in use is copied: what was erased is not.
 */
export function copySqlite(from: string, to: string): void {
  reading(from, (db) => db.prepare('VACUUM INTO ?').run(to), `${from} (to be copied to ${to})`);
  // SQLite leaves it to the operating system when the copy reaches the disk.
  const file = openSync(to, 'r+');
  fsyncSync(file);
  closeSync(file);
}

/** SQLite's own check of every page and index of a file that others may be using; at most 20 sentences, none where it is sound. */
export function findingsIn(path: string): readonly string[] {
  const rows = reading(path, (db) => check(db));
  return rows.map((row) => String(row['integrity_check'])).filter((finding) => finding !== 'ok');
}

function check(db: DatabaseSync): Record<string, unknown>[] {
  try {
    return db.prepare(`PRAGMA integrity_check(${MOST_FINDINGS})`).all();
  } catch (error) {
    if (!isDamage(error)) throw error;
    return [{ integrity_check: Object(error).message }];
  }
}

function reading<T>(path: string, work: (db: DatabaseSync) => T, told = path): T {
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(path, { readOnly: true, timeout: BUSY_TIMEOUT_MS });
    return work(db);
  } catch (error) {
    throw explainError(error, { path: told, what: 'data', remedy: 'restore it from a backup' });
  } finally {
    if (db?.isOpen) db.close();
  }
}
