import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { liveRecords, type LiveRecord } from './prepared-district.js';
import type { LatencyContender } from '../latency-bench.js';
import { atPace } from './pace.js';

/** The least that a durable record can wait at that pace: its text in a table, committed with what else is due. */
export const bareCommit: LatencyContender = {
  name: 'bare durable insert',
  run: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bench-'));
    const db = new DatabaseSync(join(folder, 'log.sqlite'));
    db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE records (text TEXT NOT NULL) STRICT`);
    const insert = db.prepare('INSERT INTO records VALUES (?)');
    const waits: number[] = [];
    const take = async (records: readonly LiveRecord[], due: readonly number[]): Promise<void> => {
      db.exec('BEGIN IMMEDIATE');
      for (const { text } of records) insert.run(text);
      db.exec('COMMIT');
      for (const at of due) waits.push(performance.now() - at);
    };
    for (const { records } of liveRecords) await atPace(records, take);
    db.close();
    await rm(folder, { recursive: true });
    return waits;
  },
};
