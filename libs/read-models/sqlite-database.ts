import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { migrate, requireReadModels } from './sqlite-migrations.js';

/** How long a writer waits for another process that is writing. */
const BUSY_TIMEOUT_MS = 10_000;

/** Result codes of SQLite: SQLITE_BUSY, SQLITE_NOTADB. */
const BUSY = 5;
const NOT_A_DATABASE = 26;
const MOST_SWITCHES = 50;

/**
 * Opens the file, made when missing, at the newest layout.
 *
 * WAL with `synchronous=NORMAL`: nothing is flushed per commit. Why that is enough for read models:
 * - A process that is killed loses nothing, because what it committed is already with the operating system. What it had not
 *   committed is not there at all: a transaction counts once its commit frame stands in the WAL.
 * - A machine that loses power may lose the last commits, but only from the end: frames are chained by checksums and recovery
 *   stops at the first that does not fit, and SQLite flushes the WAL before it copies pages into the database and the database
 *   before it begins the WAL again. Documents and checkpoints are in one file, in the order of their commits, so a checkpoint
 *   never survives the documents that were written before it.
 * - What is lost from the end is folded again from the log, which is flushed at every commit and therefore never behind.
 */
export function openDatabase(path: string): DatabaseSync {
  const folder = dirname(resolve(path));
  if (!existsSync(folder)) throw new Error(`The read models cannot be opened: there is no folder ${folder}; make it or name another one.`);
  const database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
  try {
    requireReadModels(database, path);
    switchToWal(database);
    database.exec('PRAGMA synchronous = NORMAL; PRAGMA journal_size_limit = 67108864; PRAGMA cache_size = -32768');
    migrate(database, path);
    return database;
  } catch (error) {
    database.close();
    if (Object(error).errcode !== NOT_A_DATABASE) throw error;
    throw new Error(`${path} is no SQLite database; name another file for the read models, or remove this one.`, { cause: error });
  }
}

/** Of several processes that open a new file at once, only one can switch; SQLite does not let the others wait for it. */
function switchToWal(database: DatabaseSync): void {
  for (let attempt = 1; ; attempt++) {
    try {
      database.exec('PRAGMA journal_mode = WAL');
      return;
    } catch (error) {
      if (Object(error).errcode !== BUSY || attempt === MOST_SWITCHES) throw error;
      // Waits for the other one, because taking the write lock does honour the busy timeout.
      database.exec('BEGIN IMMEDIATE; ROLLBACK');
    }
  }
}
