import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as oneTurn } from 'node:timers/promises';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FixedClock, NO_STREAM, type Append, type EventStore, type RecordedEvent } from '#libs/event-sourcing';
import { follow } from '#libs/testing';
import { StoreDamagedError } from '../event-store.errors.js';
import type { OpenedEventStore } from '../opened-event-store.js';
import { LogFile } from './log-file.js';
import { openSqliteEventStore, type SqliteEventStoreOptions } from './open-sqlite-event-store.js';

describe('the event store in a file', () => {
  let folder: string;
  let path: string;
  let opened: OpenedEventStore[];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'event-store-'));
    path = join(folder, 'log.sqlite');
    opened = [];
  });

  afterEach(async () => {
    for (const store of opened) await store.close();
    rmSync(folder, { recursive: true });
  });

  const open = (options: Partial<SqliteEventStoreOptions> = {}): OpenedEventStore => {
    const store = openSqliteEventStore({ path, ...options });
    opened.push(store);
    return store;
  };

  it('keeps events for those who open it later', async () => {
    const first = open();
    await first.store.append(one('a', { kept: true }));
    await first.close();
    expect((await open().store.readStream('a')).map((event) => event.data)).toEqual([{ kept: true }]);
  });

  it('records the moment that its clock says', async () => {
    const { store } = open({ clock: new FixedClock('2026-01-05T08:00:00.123Z') });
    await store.append(one('a'));
    expect((await store.readStream('a'))[0]?.recordedAt).toBe('2026-01-05T08:00:00.123Z');
  });

  it.each([
    'UPDATE events SET data = 1',
    'DELETE FROM events',
    'INSERT INTO events SELECT * FROM events WHERE true ON CONFLICT DO UPDATE SET data = 1',
    `UPDATE streams SET name = 'b'`,
    'DELETE FROM streams',
    `UPDATE types SET name = 'b'`,
    'DELETE FROM types',
    'DELETE FROM heads',
  ])('is append-only for everybody: %s', async (statement) => {
    await open().store.append(one('a'));
    const db = new DatabaseSync(path);
    expect(() => db.exec(statement)).toThrow('the log is append-only');
    db.close();
  });

  it('takes nothing more where it was found damaged, and says so', async () => {
    const first = open();
    for (let n = 0; n < 200; n++) await first.store.append(one(`letter-${n}`, { text: `letter ${n} `.repeat(100) }));
    await first.close();
    const bytes = readFileSync(path);
    const page = Math.floor(bytes.indexOf('letter 100 letter 100') / 4096);
    writeFileSync(path, bytes.fill(0xff, page * 4096, (page + 1) * 4096));
    const told: string[] = [];
    const { store, log } = open({ onDamage: ({ message }) => told.push(message) });
    await store.append(one('before'));
    await expect(store.readStream('letter-100')).rejects.toThrow(StoreDamagedError);
    await expect(store.append(one('after'))).rejects.toThrow(/log\.sqlite is damaged .*restore a backup into a new one/);
    expect(await log.head()).toBe(201);
    expect(told).toEqual([expect.stringContaining('log.sqlite is damaged')]);
  });

  it('has an append on the disk when it is answered', () => {
    const { connection } = new LogFile({ path });
    expect(connection.prepareArrays('PRAGMA synchronous').get()).toEqual([2]);
    expect(connection.prepareArrays('PRAGMA journal_mode').get()).toEqual(['wal']);
    connection.close();
  });

  it('wakes the readers of its own process at once, not when it next looks for other processes', async () => {
    const { store, log } = open({ pollMs: 1_000_000 });
    const reader = follow(log);
    await reader.next();
    for (let n = 0; n < 3; n++) {
      const next = reader.next();
      await oneTurn();
      await oneTurn();
      await store.append(one('a', { n }, n - 1));
      expect((await next).events.map((event) => event.data)).toEqual([{ n }]);
    }
    await reader.stop();
  });

  it('gives the same string for all events of a stream', async () => {
    const { store, log } = open();
    await store.append(one('student-ä'));
    await store.append(one('student-ä', {}, 0));
    for await (const { events } of log.read()) expect(new Set(events.map((event) => event.stream)).size).toBe(1);
  });

  it('reads the details of any number of events of a batch, in any order', async () => {
    const { store, log } = open();
    const events = Array.from({ length: 50 }, () => ({ id: crypto.randomUUID(), type: 'tested.v1', data: {}, metadata: { source: 'x' } }));
    await store.append({ stream: 'a', expectedRevision: NO_STREAM, events });
    for await (const batch of log.read()) {
      const read = batch.events.toReversed();
      expect(read.map((event) => event.revision)).toEqual(events.map((_, i) => i).toReversed());
      expect(read.map((event) => event.id)).toEqual(events.map((event) => event.id).toReversed());
    }
  });

  it('says so when details of an event are asked for after it was closed', async () => {
    const { store, log, close } = open();
    await store.append(one('a'));
    const events: RecordedEvent[] = [];
    for await (const batch of log.read()) events.push(...batch.events);
    await close();
    expect(events[0]?.data).toEqual({});
    expect(() => events[0]?.id).toThrow(/is closed: what is still needed of its events must be read before/);
  });

  describe('in trouble', () => {
    it('says that the file stays locked, appends nothing, and goes on when it is free', async () => {
      const { store } = open({ busyTimeoutMs: 1 });
      const other = new DatabaseSync(path);
      other.exec('BEGIN IMMEDIATE');
      const append = one('a');
      await expect(store.append(append)).rejects.toThrow(expect.objectContaining({ name: 'StoreLockedError' }));
      other.exec('ROLLBACK');
      other.close();
      expect(await store.append(append)).toMatchObject({ outcome: 'appended', revision: 0 });
    });

    it('goes on after an append that failed halfway, as if that had never been tried', async () => {
      const { store, audit } = open();
      await store.append(one('a'));
      const other = new DatabaseSync(path);
      other.exec(`CREATE TRIGGER refuse BEFORE INSERT ON events WHEN NEW.data = '{"n":10}' BEGIN SELECT raise(ABORT, 'refused'); END`);
      const numbered = (n: number) => ({ id: crypto.randomUUID(), type: `type-${n}.v1`, data: { n }, metadata: {} });
      const failing = { stream: 'b', expectedRevision: NO_STREAM, events: Array.from({ length: 13 }, (_, n) => numbered(n)) };
      await expect(store.append(failing)).rejects.toThrow('refused');
      other.exec('DROP TRIGGER refuse');
      other.close();
      expect(await store.append(one('c'))).toMatchObject({ outcome: 'appended', revision: 0, position: 2 });
      expect(await store.append(failing)).toMatchObject({ outcome: 'appended', revision: 12, position: 15 });
      const read = await store.readStream('b');
      expect(read.map(({ type, data }) => [type, data])).toEqual(failing.events.map(({ type, data }) => [type, data]));
      expect(await store.readStream('c')).toHaveLength(1);
      for await (const damage of audit()) throw new Error(damage.what);
    });

    it('says that there is no room, keeps what it has, and takes the same append when there is', async () => {
      const small = open({ maxBytes: 512 * 1024 });
      const { answered, error } = await fill(small.store);
      expect(answered).toBeGreaterThan(0);
      expect(error).toMatchObject({ name: 'StorageFullError', message: expect.stringMatching(/no room to write to .*free some space/) });
      const refused = one('late', { text: 'x'.repeat(200_000) });
      await expect(small.store.append(refused)).rejects.toThrow(expect.objectContaining({ name: 'StorageFullError' }));
      expect(await small.store.readStream('late')).toEqual([]);
      expect(await small.log.head()).toBe(answered);
      expect(await open().store.append(refused)).toMatchObject({ outcome: 'appended', position: answered + 1 });
      expect(await small.store.readStream('late')).toHaveLength(1);
    });
  });
});

function one(stream: string, data: object = {}, expectedRevision = NO_STREAM): Append {
  return { stream, expectedRevision, events: [{ id: crypto.randomUUID(), type: 'tested.v1', data, metadata: {} }] };
}

/** Appends until that fails; answers how many appends succeeded. */
async function fill(store: EventStore): Promise<{ answered: number; error: unknown }> {
  for (let answered = 0; ; answered++) {
    try {
      await store.append(one(`filler-${answered}`, { text: 'x'.repeat(50_000) }));
    } catch (error) {
      return { answered, error };
    }
  }
}
