import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { RecordedEvent } from '#libs/event-sourcing';
import { openSqlite } from '#libs/sqlite';
import type { OpenedEventStore } from '../opened-event-store.js';
import { LOG_FILE } from './log-layout.js';
import { openSqliteEventStore } from './open-sqlite-event-store.js';

describe('a log file', () => {
  let folder: string;
  let path: string;
  let opened: OpenedEventStore | undefined;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'event-store-'));
    path = join(folder, 'log.sqlite');
  });

  afterEach(async () => {
    await opened?.close();
    opened = undefined;
    rmSync(folder, { recursive: true });
  });

  /** Runs SQL on the file as another program would. */
  const edit = (...statements: readonly string[]): void => {
    const db = new DatabaseSync(path);
    for (const statement of statements) db.exec(statement);
    db.close();
  };

  it('of version 1, with events in it, is brought to the newest version and keeps every event', async () => {
    openSqlite({ ...LOG_FILE, migrations: LOG_FILE.migrations.slice(0, 1) }, { path }).close();
    edit(`
      INSERT INTO streams VALUES (1, 'student-ä'), (2, 'school-b');
      INSERT INTO types VALUES (1, 'attendance-recorded.v1'), (2, 'calendar-published.v1');
      INSERT INTO events VALUES
        (1, 1, 0, 1, x'00000000000040008000000000000001', 1767600000000, '{"n":0}', '{"knownAt":"2026-01-05T08:00:00Z"}'),
        (2, 2, 0, 2, x'00000000000040008000000000000002', 1767600000001, '{"n":1}', '{"inner":{"superseded":true}}'),
        (3, 1, 1, 1, x'00000000000040008000000000000003', 1767600000002, '{"n":2}', '{"superseded":true}');
    `);

    opened = openSqliteEventStore({ path });
    const events: RecordedEvent[] = [];
    for await (const batch of opened.log.read()) events.push(...batch.events);
    expect(events.map(({ id, type, stream, revision, position }) => [position, stream, revision, type, id])).toEqual([
      [1, 'student-ä', 0, 'attendance-recorded.v1', '00000000-0000-4000-8000-000000000001'],
      [2, 'school-b', 0, 'calendar-published.v1', '00000000-0000-4000-8000-000000000002'],
      [3, 'student-ä', 1, 'attendance-recorded.v1', '00000000-0000-4000-8000-000000000003'],
    ]);
    expect(events.map(({ recordedAt, superseded, data, metadata }) => [recordedAt, superseded, data, metadata])).toEqual([
      ['2026-01-05T08:00:00.000Z', false, { n: 0 }, { knownAt: '2026-01-05T08:00:00Z' }],
      ['2026-01-05T08:00:00.001Z', false, { n: 1 }, { inner: { superseded: true } }],
      ['2026-01-05T08:00:00.002Z', true, { n: 2 }, { superseded: true }],
    ]);
    for await (const damage of opened.audit()) throw new Error(damage.what);
    expect((await opened.store.readStream('student-ä')).map((event) => event.position)).toEqual([1, 3]);
    const next = { id: crypto.randomUUID(), type: 'attendance-recorded.v1', data: { n: 3 }, metadata: {} };
    const answer = await opened.store.append({ stream: 'student-ä', expectedRevision: 1, events: [next] });
    expect(answer).toEqual({ outcome: 'appended', revision: 2, position: 4 });
    for await (const damage of opened.audit()) throw new Error(damage.what);
    expect(() => edit('UPDATE events SET data = 1')).toThrow(/append-only/);
  });
});
