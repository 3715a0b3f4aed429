import { closeSync, fsyncSync, openSync } from 'node:fs';
import { backup, DatabaseSync } from 'node:sqlite';
import { explainError, isDamage } from './explain-error.js';
import { StoreDamagedError } from './sqlite.errors.js';

const BUSY_TIMEOUT_MS = 10_000;
const MOST_FINDINGS = 20;
/** 4 MiB: often enough to stop soon, and for the progress. */
const PAGES_AT_ONCE = 1_000;
const FROM_BACKUP = 'restore it from a backup';

export interface CopyWatch {
  /** When it aborts, the copy ends where it is and rejects with the reason. */
  readonly signal?: AbortSignal;
  /** Told how many pages are copied, and how many there are. */
  readonly onProgress?: (pages: number, of: number) => void;
}

/**
 * Copies a database as it is at one moment into a new file, while others go on writing it; checked, and on the disk when this resolves.
 * Free pages come along: what was erased is not in them where the database overwrites what it deletes.
 * @throws StoreDamagedError and those of `SqliteDatabase.use`
 */
export async function copySqlite(from: string, to: string, watch: CopyWatch = {}): Promise<void> {
  const told = `${from} (to be copied to ${to})`;
  let [source, copy]: (DatabaseSync | null)[] = [null, null];
  try {
    source = new DatabaseSync(from, { readOnly: true, timeout: BUSY_TIMEOUT_MS });
    await copyPages(source, to, watch);
    copy = new DatabaseSync(to);
    const [finding] = checked(copy);
    if (finding !== undefined) throw new StoreDamagedError(`${told} is damaged (${finding}): ${FROM_BACKUP}.`);
  } catch (error) {
    throw explainError(error, { path: told, what: 'data', remedy: FROM_BACKUP });
  } finally {
    source?.close();
    copy?.close();
  }
  // SQLite leaves it to the operating system when the copy reaches the disk.
  const file = openSync(to, 'r+');
  fsyncSync(file);
  closeSync(file);
}

/** Within one transaction all pages are of one moment, and nothing begins again whenever somebody else writes. */
async function copyPages(source: DatabaseSync, to: string, { signal, onProgress }: CopyWatch): Promise<void> {
  source.exec('BEGIN; SELECT 1 FROM sqlite_schema');
  await backup(source, to, {
    rate: PAGES_AT_ONCE,
    progress: ({ totalPages, remainingPages }) => {
      signal?.throwIfAborted();
      onProgress?.(totalPages - remainingPages, totalPages);
    },
  });
  signal?.throwIfAborted();
}

/** Damaged pages are copied as they are. Without a write-ahead log the copy can be read from where nothing can be written, too. */
function checked(copy: DatabaseSync): readonly string[] {
  copy.exec('PRAGMA journal_mode = DELETE');
  return findingsOf(copy);
}

/** SQLite's own check of every page and index of a file that others may be using; at most 20 sentences, none where it is sound. */
export function findingsIn(path: string): readonly string[] {
  let db: DatabaseSync | null = null;
  try {
    db = new DatabaseSync(path, { readOnly: true, timeout: BUSY_TIMEOUT_MS });
    return findingsOf(db);
  } catch (error) {
    throw explainError(error, { path, what: 'data', remedy: FROM_BACKUP });
  } finally {
    db?.close();
  }
}

function findingsOf(db: DatabaseSync): readonly string[] {
  try {
    const rows = db.prepare(`PRAGMA integrity_check(${MOST_FINDINGS})`).all();
    return rows.map((row) => String(row['integrity_check'])).filter((finding) => finding !== 'ok');
  } catch (error) {
    if (!isDamage(error)) throw error;
    return [String(Object(error).message)];
  }
}
