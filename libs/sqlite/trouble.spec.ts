import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { explainError } from './explain-error.js';
import { copySqlite, findingsIn, openSqlite, type FileKind, type SqliteDatabase, type SqliteOptions } from './index.js';

const kind: FileKind = {
  what: 'letters',
  loss: 'some letters are lost',
  remedy: 'write them again',
  applicationId: 4711,
  migrations: ['CREATE TABLE letters (number INTEGER PRIMARY KEY, text TEXT)'],
  pragmas: 'PRAGMA synchronous = NORMAL',
};

let folder: string;
let path: string;
let opened: SqliteDatabase[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'homeroom-sqlite-'));
  path = join(folder, 'letters.sqlite');
  opened = [];
});

afterEach(() => {
  for (const database of opened) database.close();
  rmSync(folder, { recursive: true });
});

function open(options: Partial<SqliteOptions> = {}): SqliteDatabase {
  const database = openSqlite(kind, { path, ...options });
  opened.push(database);
  return database;
}

function insert(database: SqliteDatabase, letters: number): void {
  const statement = database.prepare('INSERT INTO letters (text) VALUES (?)');
  database.write(() => {
    for (let n = 0; n < letters; n++) statement.run('x'.repeat(1_000));
  });
}

const count = (database: SqliteDatabase): unknown => database.prepareArrays('SELECT count(*) FROM letters').get();

/** Overwrites one page in the middle, as a failing disk does. */
function damage(): void {
  open().close();
  const bytes = readFileSync(path);
  const page = Math.floor(bytes.length / 4096 / 2);
  writeFileSync(path, bytes.fill(0xff, page * 4096, (page + 1) * 4096));
}

describe('trouble with a file', () => {
  it('is told where there is no room; nothing is written, and the same write succeeds when there is', () => {
    const small = open({ maxBytes: 64 * 1024 });
    insert(small, 10);
    expect(() => insert(small, 100)).toThrow(
      `There is no room to write to ${path} (database or disk is full): free some space, then try it again. What was taken in before stands.`,
    );
    expect(count(small)).toEqual([10]);
    insert(open(), 100);
    expect(count(small)).toEqual([110]);
  });

  it('is told where another process holds it', () => {
    const database = open({ busyTimeoutMs: 1 });
    const other = new DatabaseSync(path);
    other.exec('BEGIN IMMEDIATE');
    expect(() => insert(database, 1)).toThrow(
      `${path} stays locked by another process (database is locked): end it, or try again when it has finished.`,
    );
    other.close();
    insert(database, 1);
  });

  it('is told where it is damaged, with what to do about that store, by reads, by the check and by a copy', async () => {
    insert(open(), 100);
    expect(findingsIn(path)).toEqual([]);
    for (const database of opened) database.close();
    damage();
    const told: string[] = [];
    const damaged = open({ onDamage: ({ message }) => told.push(message) });
    expect(() => damaged.use(() => damaged.prepare('SELECT sum(length(text)) FROM letters').all())).toThrow(
      `${path} is damaged (database disk image is malformed): some letters are lost; write them again.`,
    );
    expect(told).toEqual([expect.stringContaining(`${path} is damaged`)]);
    expect(findingsIn(path)).toEqual([expect.stringMatching(/^[^\n*]+$/)]);
    await expect(copySqlite(path, join(folder, 'copy'))).rejects.toThrow(
      /letters\.sqlite is damaged \([^\n*]+\): no copy of it is made; restore an older backup\.$/,
    );
  });

  it('is told where something is asked after closing', () => {
    const database = open();
    database.close();
    expect(() => insert(database, 1)).toThrow(`${path} is closed.`);
  });

  it.each([
    [{ errcode: 4874 }, 'StorageFullError', /no room to write to/],
    [{ errcode: 778 }, 'StoreNotOpenableError', /see that its disk is there, whole and within its quota/],
    [{ errcode: 1032 }, 'StoreNotOpenableError', /give this user the right to write it/],
    [{ errcode: 262 }, 'StoreLockedError', /stays locked/],
    [{ code: 'ENOSPC' }, 'StorageFullError', /no room/],
    [{ code: 'EDQUOT' }, 'StorageFullError', /no room/],
    [{ code: 'EROFS' }, 'StoreNotOpenableError', /right to write/],
    [{ code: 'EACCES' }, 'StoreNotOpenableError', /right to write/],
    [{ code: 'ENOTDIR' }, 'StoreNotOpenableError', /does not exist/],
  ])('%j is a %s', (error, name, message) => {
    const store = { path, what: 'letters', loss: 'some are lost', remedy: 'write them again' };
    expect(explainError(error, store)).toMatchObject({ name, message: expect.stringMatching(message) });
  });

  it.each([{ errcode: 1 }, { code: 'EPIPE' }, 'thrown', undefined])('%j stays as it is', (error) => {
    expect(explainError(error, { path, what: 'letters', loss: 'some are lost', remedy: 'write them again' })).toBe(error);
  });
});
