import type { FileKind } from '#libs/sqlite';

/**
 * The file of the read models.
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
export const MODELS_FILE: FileKind = {
  what: 'read models',
  loss: 'nothing is lost',
  remedy: 'stop what uses it and remove it, it is folded again from the log',
  /** 'HRrm' */
  applicationId: 0x4852726d,
  migrations: [
    `CREATE TABLE collections (name TEXT PRIMARY KEY, indexes TEXT NOT NULL) STRICT, WITHOUT ROWID;
     CREATE TABLE removed (
       collection TEXT NOT NULL, id TEXT NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (collection, id)
     ) STRICT, WITHOUT ROWID;
     CREATE TABLE checkpoints (projection TEXT PRIMARY KEY, position INTEGER NOT NULL) STRICT, WITHOUT ROWID;
     CREATE TABLE leases (name TEXT PRIMARY KEY, holder TEXT NOT NULL, expires_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;`,
    `DROP TABLE leases;
     CREATE TABLE leases (name TEXT PRIMARY KEY, holder TEXT NOT NULL, renewal INTEGER NOT NULL) STRICT, WITHOUT ROWID;`,
  ],
  // The place of read models that were replaced is given back to the disk, piece by piece.
  whenNew: 'PRAGMA auto_vacuum = INCREMENTAL',
  pragmas: 'PRAGMA synchronous = NORMAL; PRAGMA journal_size_limit = 67108864; PRAGMA cache_size = -32768',
  whenClosed: () => new Error('The read models are closed.'),
};
