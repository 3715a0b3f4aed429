import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FixedClock } from '#libs/event-sourcing';
import { students } from '#libs/views';
import { HistoryBuilder } from '#libs/testing';
import { DataFolderError, ensureCurrent, openEmbedded, Workers, WorkersStuckError, type Embedded, type EmbeddedOptions } from './index.js';

let folder: string;
const opened: Embedded[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'homeroom-embedded-'));
});

afterEach(async () => {
  for (const each of opened.splice(0)) await each.close();
  await rm(folder, { recursive: true, force: true });
});

async function open(options?: EmbeddedOptions, path = folder): Promise<Embedded> {
  const settings = { HOMEROOM_DATA_DIR: path, EVENT_STORE_URL: undefined, READ_MODELS_URL: undefined, DIRECTORY_URL: undefined };
  const embedded = await openEmbedded({ ...settings, HOMEROOM_SECRET: undefined }, options);
  opened.push(embedded);
  return embedded;
}

describe('A data folder', () => {
  it('is made on the first start with its three databases and a secret that only its owner reads', async () => {
    const path = join(folder, 'new', 'one');
    const { secret } = await open({}, path);
    for (const file of ['log.sqlite', 'models.sqlite', 'directory.sqlite']) expect(existsSync(join(path, file))).toBe(true);
    expect((await stat(join(path, 'secret'))).mode & 0o777).toBe(0o600);
    expect(secret).toMatch(/^[0-9a-f]{64}$/);
  });

  it('has the same secret and the same people at the next start', async () => {
    const first = await open();
    const keys = await first.directory.keysFor('d1', 'student', ['s1']);
    await first.close();
    const second = await open();
    expect(second.secret).toBe(first.secret);
    expect(await second.directory.findKeys('d1', 'student', ['s1'])).toEqual(keys);
  });

  it('is refused with the remedy where its secret is lost', async () => {
    await (await open()).close();
    await rm(join(folder, 'secret'));
    await expect(open()).rejects.toThrow(/secret is missing.*restore the file from a backup/);
    expect(existsSync(join(folder, 'secret'))).toBe(false);
  });

  it('is refused where its path is a file or lies below one', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    await expect(open({}, file)).rejects.toThrow(/data folder .*file is a file: set HOMEROOM_DATA_DIR/);
    await expect(open({}, join(file, 'below'))).rejects.toThrow(DataFolderError);
  });

  it('is refused where it has to be there and is not, and is not made', async () => {
    const path = join(folder, 'absent');
    await expect(open({ mustExist: true }, path)).rejects.toThrow(/does not exist: set HOMEROOM_DATA_DIR/);
    expect(existsSync(path)).toBe(false);
  });

  it.each(['log.sqlite', 'models.sqlite', 'directory.sqlite'])(
    'is refused with a clear reason where %s holds something else',
    async (file) => {
      await writeFile(join(folder, 'secret'), 'a'.repeat(64));
      await writeFile(join(folder, file), 'not a database, but long enough to be looked at'.repeat(100));
      await expect(open()).rejects.toThrow(new RegExp(`${file.replace('.', String.raw`\.`)} .*(another|restore|remove)`));
    },
  );
});

describe('Bringing the models up to date', () => {
  const key = 'aa000000000000000000000000000001';

  async function enrol(embedded: Embedded): Promise<void> {
    const history = new HistoryBuilder(embedded.store);
    await history.calendar('s1', 2026);
    await history.student(key, 2026, 'student-enrolled', { schoolId: 's1', gradeLevel: '05', entryDate: '2025-09-01' });
    await history.day('2025-09-02');
  }

  async function hasStudent({ models }: Embedded): Promise<boolean> {
    return (await models.collection(students).count()) === 1;
  }

  it('is done here where nobody else does it, and leaves the way free', async () => {
    const embedded = await open();
    await enrol(embedded);
    await ensureCurrent(embedded);
    expect(await hasStudent(embedded)).toBe(true);
    expect(await new Workers(embedded).acquire()).toBe(true);
  });

  it('waits for the process that does it', async () => {
    const [running, asking] = [await open(), await open()];
    const workers = new Workers(running);
    await workers.acquire();
    await enrol(running);
    const stop = new AbortController();
    const done = ensureCurrent(asking, undefined, { pollMs: 5 });
    const live = workers.runLive(stop.signal);
    await done;
    expect(await hasStudent(asking)).toBe(true);
    stop.abort();
    await live;
  });

  it('says whom to look at when that process does not move', async () => {
    const [holding, asking] = [await open({ clock: new FixedClock('2025-09-02T12:00:00Z') }), await open()];
    const clock = holding.clock;
    const workers = new Workers(holding);
    await workers.acquire();
    await enrol(holding);
    const waiting = ensureCurrent({ ...asking, clock }, undefined, { pollMs: 1, patienceMs: 20 });
    await expect(waiting).rejects.toThrow(WorkersStuckError);
    await expect(ensureCurrent({ ...asking, clock }, undefined, { pollMs: 1, patienceMs: 5 })).rejects.toThrow(`process ${process.pid} on`);
    expect(await hasStudent(asking)).toBe(false);
  });
});
