import { accessSync, closeSync, constants, existsSync, fsyncSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { explainError, isDamage } from './explain-error.js';
import { StorageFullError, StoreDamagedError } from './sqlite.errors.js';

const BUSY_TIMEOUT_MS = 10_000;
const MOST_FINDINGS = 20;
/** 4 MiB: often enough to stop soon, and for the progress. */
const PAGES_AT_ONCE = 1_000;
const COPIED = { what: 'data', loss: 'no copy of it is made', remedy: 'restore an older backup' };
const CHECKED = { what: 'data', loss: 'what stands in its damaged places cannot be read', remedy: 'restore it from a backup' };

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
  let [source, copy]: (DatabaseSync | null)[] = [null, null];
  try {
    source = openToCopy(from);
    await copyPages(source, to, watch);
    copy = new DatabaseSync(to);
    const [finding] = checked(copy);
    if (finding !== undefined) throw new StoreDamagedError(`${from} is damaged (${finding}): ${COPIED.loss}; ${COPIED.remedy}.`);
  } catch (error) {
    const told = explainError(error, { ...COPIED, path: from });
    throw told instanceof StorageFullError ? explainError(error, { ...COPIED, path: to }) : told;
  } finally {
    source?.close();
    copy?.close();
  }
  // SQLite leaves it to the operating system when the copy reaches the disk.
  const file = openSync(to, 'r+');
  fsyncSync(file);
  closeSync(file);
}

/** Where nothing can be written, SQLite reads a file of the write-ahead kind only when told that nobody changes it. */
function openToCopy(from: string): DatabaseSync {
  const url = pathToFileURL(from);
  if (!isWritable(dirname(from)) && !existsSync(`${from}-wal`)) url.searchParams.set('immutable', '1');
  return new DatabaseSync(url, { readOnly: true, timeout: BUSY_TIMEOUT_MS });
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
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
    throw explainError(error, { ...CHECKED, path });
  } finally {
    db?.close();
  }
}

function findingsOf(db: DatabaseSync): readonly string[] {
  try {
    const rows = db.prepare(`PRAGMA integrity_check(${MOST_FINDINGS})`).all();
    const lines = rows.flatMap((row) => String(row['integrity_check']).split('\n'));
    return lines.filter((line) => line !== 'ok' && !line.startsWith('***')).slice(0, MOST_FINDINGS);
  } catch (error) {
    if (!isDamage(error)) throw error;
    return [String(Object(error).message)];
  }
}
