import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { crc32 } from 'node:zlib';
import type { Contender } from './bench.js';
import { BATCH, batches, STUDENTS, timed } from './append.sample.js';

const texts = batches.map(({ revision, events }, batch) =>
  events.map(({ id, data, metadata }, i) => ({
    stream: (batch * BATCH + i) % STUDENTS,
    revision,
    previous: revision === 0 ? 0 : (batch - STUDENTS / BATCH) * BATCH + i + 1,
    id: Buffer.from(id.replaceAll('-', ''), 'hex'),
    data: JSON.stringify(data),
    metadata: JSON.stringify(metadata),
    checksum: crc32(id),
  })),
);

const RECORDED_AT = 1_760_000_000_000;

interface Opened {
  readonly db: DatabaseSync;
  readonly insert: StatementSync;
}

/** The least that puts the same bytes on the disk: ready rows into the table of the log, without checks or heads, a transaction a batch. */
export const bareInsert: Contender = {
  name: 'bare insert',
  run: async () => timed(open, insertBatch, async ({ db }) => db.close()),
};

async function open(path: string): Promise<Opened> {
  const db = new DatabaseSync(path);
  db.exec(`
    PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 4000;
    CREATE TABLE events (position INTEGER PRIMARY KEY, stream INTEGER NOT NULL, revision INTEGER NOT NULL, type INTEGER NOT NULL,
      id BLOB NOT NULL, recorded_at INTEGER NOT NULL, data TEXT NOT NULL, metadata TEXT NOT NULL,
      superseded INTEGER NOT NULL, checksum INTEGER NOT NULL, previous INTEGER NOT NULL) STRICT`);
  const insert = db.prepare(
    `INSERT INTO events (stream, revision, type, id, recorded_at, data, metadata, superseded, checksum, previous)
     VALUES (?, ?, 1, ?, ?, ?, ?, 0, ?, ?)`,
  );
  return { db, insert };
}

async function insertBatch({ db, insert }: Opened, batch: number): Promise<void> {
  db.exec('BEGIN IMMEDIATE');
  for (const { stream, revision, id, data, metadata, checksum, previous } of texts[batch] ?? [])
    insert.run(stream, revision, id, RECORDED_AT, data, metadata, checksum, previous);
  db.exec('COMMIT');
}
