import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { headOf, startHomeroom } from './homeroom-process.js';
import { Homeroom } from './homeroom.js';
import { community } from './native-events.js';

let homeroom: Homeroom;
let backup: string;
let restored: string;
beforeEach(async () => {
  homeroom = await Homeroom.start();
  backup = join(homeroom.folder, 'backups', 'first');
  restored = join(homeroom.folder, 'restored');
});
afterEach(() => homeroom.end());

const stateIn = async (data: string): Promise<unknown> => {
  const { code, out, err } = await homeroom.run(['verify', '--format', 'json'], { environment: { HOMEROOM_DATA_DIR: data } });
  expect([code, err]).toEqual([0, '']);
  return (JSON.parse(out) as { state: string }).state;
};
const restore = (from = backup, to = restored): ReturnType<Homeroom['run']> =>
  homeroom.run(['restore', from], { environment: { HOMEROOM_DATA_DIR: to } });

async function importCommunity(): Promise<void> {
  const path = join(homeroom.folder, 'records.ndjson');
  await writeFile(path, `${community({ 'S-1': 'p'.repeat(35) + 'aaaa', 'S-2': 'p'.repeat(39) }).join('\n')}\n`);
  await homeroom.ok('import', 'events', path, '--district', 'lincoln');
}

describe('A backup', () => {
  it('restores everything: events, people and what they come to', async () => {
    await importCommunity();
    await homeroom.ok('backup', backup);
    expect((await readdir(backup)).sort()).toEqual(['directory.sqlite', 'log.sqlite', 'secret']);
    for (const file of await readdir(backup)) expect((await stat(join(backup, file))).mode & 0o077).toBe(0);
    expect((await restore()).out).toContain('is restored from');
    expect(await stateIn(restored)).toBe(await stateIn(homeroom.data));
    const rows = await homeroom.run(['status', '--format', 'ndjson'], { environment: { HOMEROOM_DATA_DIR: restored } });
    expect(rows.out).toContain('"studentId":"S-1"');
  });

  it('is made while the system takes records, and what it restores is sound', async () => {
    const { child, ended } = startHomeroom(homeroom.data, ['simulate', '--students', '120', '--days', '40']);
    while ((headOf(homeroom.data) ?? 0) < 500 && child.exitCode === null) await delay(5);
    await homeroom.ok('backup', backup);
    const [copied, ran] = [headOf(backup) ?? 0, child.exitCode === null];
    expect((await ended).code).toBe(0);
    expect([copied >= 500, ran]).toEqual([true, true]);
    expect(headOf(homeroom.data)).toBeGreaterThan(copied);
    await restore();
    expect(await stateIn(restored)).toMatch(/^[0-9a-f]{64}$/);
  });

  it('never writes over anything', async () => {
    await importCommunity();
    await homeroom.ok('backup', backup);
    expect(await homeroom.run(['backup', backup])).toMatchObject({ code: 1, err: expect.stringMatching(/is there already and not empty/) });
    expect(await restore(backup, homeroom.data)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/not empty: set HOMEROOM_DATA_DIR to one that/),
    });
  });

  it('says what is missing', async () => {
    expect((await homeroom.run(['backup', backup])).err).toMatch(/nothing to back up: .*log\.sqlite does not exist/);
    await mkdir(backup, { recursive: true });
    expect((await restore()).err).toMatch(/is no backup: it holds no log\.sqlite/);
    const elsewhere = { environment: { EVENT_STORE_URL: 'memory:' } };
    expect((await homeroom.run(['backup', backup], elsewhere)).err).toMatch(/that server's own tools/);
    expect(await readdir(join(homeroom.folder, 'backups'))).toEqual(['first']);
  });
});
