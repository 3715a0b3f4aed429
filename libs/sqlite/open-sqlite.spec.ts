import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openSqlite, StoreNotOpenableError, type FileKind, type SqliteDatabase, type SqliteOptions } from './index.js';

const kind: FileKind = {
  what: 'letters',
  loss: 'some letters are lost',
  remedy: 'write them again',
  applicationId: 4711,
  migrations: ['CREATE TABLE letters (text TEXT)', 'ALTER TABLE letters ADD COLUMN sender TEXT'],
  pragmas: 'PRAGMA synchronous = FULL',
};

describe('a file', () => {
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

  const open = (changes: Partial<FileKind> = {}, options: Partial<SqliteOptions> = {}): SqliteDatabase => {
    const database = openSqlite({ ...kind, ...changes }, { path, ...options });
    opened.push(database);
    return database;
  };

  /** Runs SQL on the file as another program would. */
  const edit = (sql: string): void => {
    const db = new DatabaseSync(path);
    db.exec(sql);
    db.close();
  };

  const rows = (database: SqliteDatabase, sql: string): unknown => database.prepareArrays(sql).all();

  it('is made for its owner only, at the newest layout', () => {
    const database = open();
    expect(rows(database, 'SELECT text, sender FROM letters')).toEqual([]);
    expect([rows(database, 'PRAGMA user_version'), rows(database, 'PRAGMA application_id')]).toEqual([[[2]], [[4711]]]);
    expect(rows(database, 'PRAGMA journal_mode')).toEqual([['wal']]);
    expect(statSync(path).mode & 0o077).toBe(0);
  });

  it('of an older layout is brought to the newest one and keeps what is in it', () => {
    open({ migrations: kind.migrations.slice(0, 1) }).exec("INSERT INTO letters VALUES ('kept')");
    expect(rows(open(), 'SELECT text, sender FROM letters')).toEqual([['kept', null]]);
    expect(rows(open(), 'PRAGMA user_version')).toEqual([[2]]);
  });

  it('whose migration fails stays at its layout', () => {
    open({ migrations: kind.migrations.slice(0, 1) });
    expect(() => open({ migrations: [...kind.migrations, 'CREATE TABLE half (id)', 'nonsense'] })).toThrow(/syntax/);
    expect(rows(open({ migrations: kind.migrations.slice(0, 1) }), 'SELECT name FROM sqlite_schema')).toEqual([['letters']]);
  });

  it('of a newer program is refused, and left as it is', () => {
    open();
    edit('PRAGMA user_version = 7');
    const told = `${path} was made by a newer Homeroom (version 7, this one knows 2): use that version, or write them again.`;
    expect(() => open()).toThrow(told);
    expect(() => open()).toThrow(StoreNotOpenableError);
  });

  it('is not taken from another program, and its way of writing is not changed', () => {
    edit('CREATE TABLE documents (id TEXT); PRAGMA user_version = 1');
    expect(() => open()).toThrow(`${path} is another database: name another file for the letters.`);
    const db = new DatabaseSync(path);
    expect(db.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'delete' });
    expect(db.prepare('SELECT count(*) AS tables FROM sqlite_schema').get()).toEqual({ tables: 1 });
    db.close();
  });

  it('that is no database is left alone', () => {
    writeFileSync(path, 'a letter home, '.repeat(100));
    const told = `${path} is no database, or its beginning is damaged: name another file for the letters, or write them again.`;
    expect(() => open()).toThrow(told);
  });

  it('is not made where its folder is missing, and not where it is a folder itself', () => {
    const missing = join(folder, 'nowhere');
    expect(() => open({}, { path: join(missing, 'x') })).toThrow(`the folder ${missing} does not exist. Make it first.`);
    mkdirSync(path);
    expect(() => open()).toThrow(`${path} is a folder: name a file.`);
  });
});
