import { DatabaseSync } from 'node:sqlite';
import type { Contender } from './bench.js';
import { BATCH, batches, STUDENTS, timed } from './append.sample.js';

const texts = batches.map(({ revision, events }, batch) =>
  events.map(({ id, data, metadata }, i) => ({
    stream: (batch * BATCH + i) % STUDENTS,
    revision,
    id: Buffer.from(id.replaceAll('-', ''), 'hex'),
    data: JSON.stringify(data),
    metadata: JSON.stringify(metadata),
  })),
);

/** The least that puts the same bytes on the disk: ready texts into one narrow table without an index, a transaction a batch. */
export const bareInsert: Contender = {
  name: 'bare insert',
  run: async () => timed(open, insertAll, async (db) => db.close()),
};

async function open(path: string): Promise<DatabaseSync> {
  const db = new DatabaseSync(path);
  db.exec(`
    PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 4000;
    CREATE TABLE events (position INTEGER PRIMARY KEY, stream INTEGER NOT NULL, revision INTEGER NOT NULL, type INTEGER NOT NULL,
      id BLOB NOT NULL, recorded_at INTEGER NOT NULL, data TEXT NOT NULL, metadata TEXT NOT NULL) STRICT`);
  return db;
}

async function insertAll(db: DatabaseSync): Promise<void> {
  const statement = db.prepare('INSERT INTO events (stream, revision, type, id, recorded_at, data, metadata) VALUES (?, ?, ?, ?, ?, ?, ?)');
  for (const rows of texts) {
    db.exec('BEGIN IMMEDIATE');
    for (const { stream, revision, id, data, metadata } of rows) statement.run(stream, revision, 1, id, 1_760_000_000_000, data, metadata);
    db.exec('COMMIT');
  }
}
