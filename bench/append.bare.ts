import { DatabaseSync } from 'node:sqlite';
import type { Contender } from './bench.js';
import { batches, STUDENTS, timed } from './append.sample.js';

const texts = batches.map(({ revision, events }) =>
  events.map(({ id, data, metadata }, stream) => ({
    stream,
    revision,
    id: Buffer.from(id.replaceAll('-', ''), 'hex'),
    data: JSON.stringify(data),
    metadata: JSON.stringify(metadata),
  })),
);

/** The least that puts the same bytes on the disk: ready texts into one narrow table without an index, a transaction a batch. */
export const bareInsert: Contender = { name: 'bare insert', run: async () => insert('') };

/** The same with the one index that exact revisions need. */
export const bareInsertIndexed: Contender = {
  name: 'bare insert, unique revisions',
  run: async () => insert('CREATE UNIQUE INDEX by_revision ON events (stream, revision)'),
};

async function insert(index: string): Promise<number> {
  return timed(
    async (path) => {
      const db = new DatabaseSync(path);
      db.exec(`
        PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 2000;
        CREATE TABLE events (position INTEGER PRIMARY KEY, stream INTEGER NOT NULL, revision INTEGER NOT NULL, type INTEGER NOT NULL,
          id BLOB NOT NULL, recorded_at INTEGER NOT NULL, data TEXT NOT NULL, metadata TEXT NOT NULL) STRICT;
        ${index}`);
      return db;
    },
    async (db) => {
      const statement = db.prepare(
        'INSERT INTO events (stream, revision, type, id, recorded_at, data, metadata) VALUES (?, ?, ?, ?, ?, ?, ?)',
      );
      for (const [batch, rows] of texts.entries()) {
        const firstStream = (batch * rows.length) % STUDENTS;
        db.exec('BEGIN IMMEDIATE');
        for (const { stream, revision, id, data, metadata } of rows) {
          statement.run(firstStream + stream, revision, 1, id, 1_760_000_000_000, data, metadata);
        }
        db.exec('COMMIT');
      }
    },
    async (db) => db.close(),
  );
}
