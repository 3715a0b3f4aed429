import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { copyFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StorageFullError, StoreLockedError } from '#libs/sqlite';
import { startTypeScript } from '#libs/testing';
import { TracesLeftError } from '../directory.errors.js';
import { SqliteDirectory } from './sqlite-directory.adapter.js';

const SECRET = 'a secret of this test';
const TRACES = ['STUDENT-4711', 'Wilhelmina', 'Quux-Family', 'allergic', 'whooping'];

let folder: string;
let path: string;
let opened: SqliteDirectory[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'homeroom-directory-'));
  path = join(folder, 'directory.sqlite');
  opened = [];
});

afterEach(async () => {
  for (const directory of opened) await directory.close();
  await rm(folder, { recursive: true });
});

function open(changes: Partial<ConstructorParameters<typeof SqliteDirectory>[0]> = {}): SqliteDirectory {
  const directory = new SqliteDirectory({ path, secret: SECRET, ...changes });
  opened.push(directory);
  return directory;
}

/** Which of the texts stand anywhere in the files of the folder. */
async function tracesIn(directory: string): Promise<string[]> {
  const found = new Set<string>();
  for (const file of await readdir(directory)) {
    const bytes = await readFile(join(directory, file));
    for (const trace of TRACES) if (bytes.includes(trace)) found.add(trace);
  }
  return [...found].sort();
}

/** One student with everything the directory can hold, among hundreds of others. */
async function withStudent(directory: SqliteDirectory): Promise<string> {
  const others = Array.from({ length: 500 }, (_, index) => `OTHER-${index}`);
  const keys = await directory.keysFor('d1', 'student', [...others.slice(250), 'STUDENT-4711', ...others.slice(0, 250)]);
  const time = (second: number): string => `2025-09-01T12:00:${String(second).padStart(2, '0')}Z`;
  const key = keys.get('STUDENT-4711') ?? '';
  for (let second = 0; second < 5; second++) {
    await directory.saveProfiles(
      [...keys.values()].map((each) => {
        const name = each === key ? { familyName: 'Quux-Family', givenName: `Wilhelmina${second}` } : { givenName: `N${second}` };
        return { key: each, time: time(second), content: JSON.stringify(name), ownTime: true };
      }),
    );
  }
  await directory.saveExtras(
    [...keys.values()].map((each) => ({ person: each, content: each === key ? '{"note":"allergic"}' : '{"note":"x"}' })),
  );
  const origin = { kind: 'http' } as const;
  const letter = { origin, reason: 'unparseable', message: 'm', receivedAt: time(0), district: 'd1' } as const;
  await directory.addDeadLetters([
    { ...letter, id: 'holds', original: Buffer.from('{"studentId":"STUDENT-4711","note":"whooping"') },
    { ...letter, id: 'names', people: [{ kind: 'student', id: 'STUDENT-4711' }], original: Buffer.from(`whooping ${'x'.repeat(9_000)}`) },
    { ...letter, id: 'other', original: Buffer.from('{"studentId":"OTHER-1"') },
  ]);
  return key;
}

describe('erasing in SQLite', () => {
  it('leaves no byte of the id, the names or what came with them in any file of the folder', async () => {
    const [directory, other] = [open(), open()];
    const key = await withStudent(directory);
    await other.findKeys('d1', 'student', ['STUDENT-4711']);
    expect(await tracesIn(folder)).toEqual(TRACES.toSorted());
    expect(await directory.erase(key)).toEqual({ deadLetters: 2 });
    expect(await tracesIn(folder)).toEqual([]);
    expect((await readdir(folder)).sort()).toEqual(['directory.sqlite', 'directory.sqlite-shm', 'directory.sqlite-wal']);
    expect((await other.keysFor('d1', 'student', ['OTHER-1'])).size).toBe(1);
    expect((await directory.deadLetters()).letters.map(({ id }) => id)).toEqual(['other']);
  });

  it('is ended at the next opening where the process died before the files were cleaned', async () => {
    const directory = open();
    const key = await withStudent(directory);
    const reader = new DatabaseSync(path);
    reader.exec('BEGIN; SELECT count(*) FROM people');
    const hasty = open({ busyTimeoutMs: 10 });
    await expect(hasty.erase(key)).rejects.toThrow(TracesLeftError);
    const copy = await mkdtemp(join(tmpdir(), 'homeroom-directory-'));
    try {
      for (const file of await readdir(folder)) await copyFile(join(folder, file), join(copy, file));
      expect(await tracesIn(copy)).not.toEqual([]);
      const after = open({ path: join(copy, 'directory.sqlite') });
      expect(await tracesIn(copy)).toEqual([]);
      expect(await after.people([key])).toEqual(new Map());
      await after.close();
    } finally {
      reader.close();
      await rm(copy, { recursive: true });
    }
    expect(await hasty.erase(key)).toBeNull();
    expect(await tracesIn(folder)).toEqual([]);
  });
});

describe('a directory in SQLite', () => {
  it('gives one key to one student whom several processes meet at once', async () => {
    const script = new URL('../../testing/directory.key-maker.ts', import.meta.url);
    const outputs = await Promise.all(
      [1, 2, 3].map(async () => {
        const child = startTypeScript(script, [`sqlite:${path}`, SECRET]);
        let output = '';
        for await (const text of child.stdout) output += String(text);
        // Those another process made come before those it had to make itself.
        return output.split('\n').toSorted().join('\n');
      }),
    );
    expect(outputs[0]?.split('\n')).toHaveLength(1_001);
    expect(new Set(outputs).size).toBe(1);
  });

  it('takes the key of another process that was first between looking and making', async () => {
    const directory = open();
    const db = new DatabaseSync(path);
    db.exec(`CREATE TRIGGER another_process BEFORE INSERT ON people BEGIN
      INSERT INTO people (key, lookup, district, kind, id) VALUES (x'${'ab'.repeat(16)}', NEW.lookup, NEW.district, NEW.kind, NEW.id); END`);
    db.close();
    expect((await directory.keysFor('d1', 'student', ['s1'])).get('s1')).toBe('ab'.repeat(16));
  });

  it('keeps its keys when it is opened again, and is readable by its owner only', async () => {
    const keys = await open().keysFor('d1', 'student', ['s1']);
    await opened[0]?.close();
    expect(await open().keysFor('d1', 'student', ['s1'])).toEqual(keys);
    expect((await stat(path)).mode & 0o077).toBe(0);
  });

  it('does not open with another secret, which would give everybody a new key', async () => {
    await open().keysFor('d1', 'student', ['s1']);
    expect(() => open({ secret: 'another' })).toThrow(/opens with another secret, .*: set HOMEROOM_SECRET/);
    expect(() => open({ secret: '' })).toThrow(/HOMEROOM_SECRET/);
  });

  it('holds no plain text from which a look-up could be guessed without the secret', async () => {
    const hash = async (secret: string): Promise<unknown> => {
      const directory = open({ path: join(folder, secret), secret });
      await directory.keysFor('d1', 'student', ['s1']);
      const db = new DatabaseSync(join(folder, secret));
      const row = db.prepare('SELECT hex(lookup) AS lookup FROM people').get();
      db.close();
      return row?.['lookup'];
    };
    expect(await hash('one')).not.toBe(await hash('two'));
  });

  it('of the first version is brought to the newest one with everybody in it', async () => {
    const db = new DatabaseSync(path);
    db.exec(await readFile(new URL('../migrations/001-people-and-dead-letters.sql', import.meta.url), 'utf8'));
    db.exec(`PRAGMA user_version = 1; INSERT INTO people (key, lookup, district, kind, id)
      VALUES (x'${'ab'.repeat(16)}', x'${'cd'.repeat(16)}', 'd1', 'student', 's1')`);
    db.close();
    const directory = open();
    expect((await directory.people(['ab'.repeat(16)])).get('ab'.repeat(16))?.id).toBe('s1');
    expect(await directory.webhooks('d1')).toEqual([]);
  });

  it('says so where another process keeps it locked, and goes on afterwards', async () => {
    const directory = open({ busyTimeoutMs: 10 });
    const db = new DatabaseSync(path);
    db.exec('BEGIN IMMEDIATE');
    await expect(directory.keysFor('d1', 'student', ['s1'])).rejects.toThrow(StoreLockedError);
    expect(await directory.findKeys('d1', 'student', ['s1'])).toEqual(new Map());
    db.close();
    expect((await directory.keysFor('d1', 'student', ['s1'])).size).toBe(1);
  });

  it('says that there is no room, makes no key, and makes it when there is', async () => {
    const small = open({ maxBytes: 128 * 1024 });
    const ids = Array.from({ length: 2_000 }, (_, n) => `s${n}`);
    await expect(small.keysFor('d1', 'student', ids)).rejects.toThrow(StorageFullError);
    expect(await small.findKeys('d1', 'student', ids)).toEqual(new Map());
    const keys = await open().keysFor('d1', 'student', ids);
    expect(keys.size).toBe(2_000);
    expect(await small.findKeys('d1', 'student', ids)).toEqual(keys);
  });

  it('says which file is damaged and that a backup is needed', async () => {
    const ids = Array.from({ length: 500 }, (_, n) => `student-${n}`);
    const keys = await open().keysFor('d1', 'student', ids);
    await opened[0]?.close();
    const bytes = await readFile(path);
    for (let at = bytes.indexOf('student-'); at !== -1; at = bytes.indexOf('student-', at)) {
      const page = Math.floor(at / 4096);
      if (page === 0) break;
      bytes.fill(0xff, page * 4096, (page + 1) * 4096);
    }
    await writeFile(path, bytes);
    await expect(open().people([...keys.values()])).rejects.toThrow(
      `${path} is damaged (database disk image is malformed): names, ids and refused records in its damaged places are lost`,
    );
  });
});
