import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openLogger, readSettings } from '#libs/service';
import { startStandalone, type Standalone } from '../apps/standalone/start-standalone.js';
import { startHomeroom } from './homeroom-process.js';
import { Homeroom } from './homeroom.js';
import { community } from './native-events.js';

const SIMULATE = ['simulate', '--students', '150', '--days', '40'];
/** Kibibytes: too few to open the files, too few for the log, too few for the read models. */
const SIZES = [8, 300, 900, 2_500];
const ROOM = 64 * 1024;
const LIMIT_MS = 15_000;

/** A disk of its own in memory; false where this user may not mount one. */
function mount(folder: string, kibibytes: number, ...more: readonly string[]): boolean {
  return spawnSync('mount', ['-t', 'tmpfs', '-o', [...more, `size=${kibibytes}k`].join(','), 'tmpfs', folder]).status === 0;
}

const homeroom = await Homeroom.start();
const disk = join(homeroom.folder, 'disk');
mkdirSync(disk);
const canMount = mount(disk, ROOM);
if (canMount) spawnSync('umount', [disk]);
else console.log('skipped: a disk that is full is made with mount -t tmpfs, which needs root');

(canMount ? describe : describe.skip)('A disk that is full', () => {
  let state: string;
  let running: Standalone | null = null;

  beforeAll(async () => {
    const data = join(homeroom.folder, 'undisturbed');
    expect(await startHomeroom(data, SIMULATE).ended).toMatchObject({ code: 0 });
    state = await stateOf(data);
  });
  afterEach(async () => {
    await running?.stop();
    running = null;
    spawnSync('umount', [disk]);
  });
  afterAll(() => homeroom.end());

  it.each(SIZES)('of %d KiB ends a command in words; with room the same command loses nothing', async (size) => {
    mount(disk, size);
    const data = join(disk, 'data');
    const { code, err } = await startHomeroom(data, SIMULATE).ended;
    expect([code, err]).toEqual([1, expect.stringMatching(/^homeroom: There is no room to write to \S+\.sqlite \(.*\): free some space/)]);
    mount(disk, ROOM, 'remount');
    expect(await startHomeroom(data, SIMULATE).ended).toMatchObject({ code: 0 });
    expect(await stateOf(data)).toBe(state);
  });

  it('ends a start in one sentence, without a stack and without a signal', () => {
    mount(disk, 1_500);
    const env = { ...process.env, NODE_OPTIONS: '', HOMEROOM_DATA_DIR: join(disk, 'data'), PORT: '0' };
    const run = { env, encoding: 'utf8', timeout: 4 * LIMIT_MS, killSignal: 'SIGKILL' } as const;
    const { status, stderr } = spawnSync(process.execPath, ['dist/apps/standalone/main.js'], run);
    expect([status, stderr.trim().split('\n').at(-1)]).toEqual([1, expect.stringMatching(/^There is no room to write to /)]);
  });

  it('is answered with 507; with room the running process takes the same records and shows them', async () => {
    mount(disk, ROOM);
    const { url } = await start(join(disk, 'data'));
    const records = community({ 'S-1': `${'p'.repeat(35)}aaaa`, 'S-2': 'p'.repeat(39) });
    fill();
    const refused = await post(url, records);
    expect(refused).toMatchObject({ status: 507, body: { detail: expect.stringMatching(/no room to write to .*: free some space/) } });
    const troubles = await until(url, ({ status }) => status === 'degraded');
    expect(troubles).toEqual([expect.stringMatching(/no room to write to .*models\.sqlite/)]);
    rmSync(join(disk, 'filler'));
    expect(await post(url, records)).toMatchObject({ status: 200, body: { read: records.length, deadLettered: 0 } });
    await until(url, ({ status }) => status === 'up');
    await running?.whenCaughtUp();
    await running?.stop();
    expect(await stateOf(join(disk, 'data'))).toMatch(/^[0-9a-f]{64}$/);
  });

  it('that has become read-only is told of, and a backup can still be made', async () => {
    mount(disk, ROOM);
    const data = join(disk, 'data');
    expect(await startHomeroom(data, SIMULATE).ended).toMatchObject({ code: 0 });
    mount(disk, ROOM, 'remount', 'ro');
    const on = (folder: string) => ({ environment: { HOMEROOM_DATA_DIR: folder } });
    const told = expect.stringMatching(/data is on a file system that is read-only: .* make a backup at once/);
    expect(await homeroom.run(['status'], on(data))).toMatchObject({ code: 1, err: told });
    const [backup, restored] = [join(homeroom.folder, 'backup'), join(homeroom.folder, 'restored')];
    expect(await homeroom.run(['backup', backup], on(data))).toMatchObject({ code: 0 });
    expect(await homeroom.run(['restore', backup], on(restored))).toMatchObject({ code: 0 });
    expect(await stateOf(restored)).toBe(state);
  });

  async function start(data: string): Promise<Standalone> {
    const given = { HOMEROOM_DATA_DIR: data, PORT: '0', HOMEROOM_TIME_ZONE: 'UTC', HOMEROOM_DEMO: 'off' };
    const logger = await openLogger({ LOG_LEVEL: 'silent' }, process.stderr);
    running = await startStandalone(readSettings(given, join(disk, 'no.env')), { logger });
    await running.whenReady;
    return running;
  }

  async function stateOf(data: string): Promise<string> {
    const { code, out, err } = await homeroom.run(['verify', '--format', 'json'], { environment: { HOMEROOM_DATA_DIR: data } });
    expect([code, err]).toEqual([0, '']);
    return (JSON.parse(out) as { state: string }).state;
  }
});

/** Takes all room that is left. */
function fill(): void {
  const filler = join(disk, 'filler');
  for (let block = 64 * 1024; block >= 512; block /= 2) {
    try {
      for (;;) writeFileSync(filler, Buffer.alloc(block), { flag: 'a' });
    } catch (error) {
      if (Object(error).code !== 'ENOSPC') throw error;
    }
  }
  if (!existsSync(filler)) throw new Error('There was no room to take.');
}

async function post(url: string, lines: readonly string[]): Promise<{ status: number; body: unknown }> {
  const headers = { 'content-type': 'application/cloudevents-batch+json' };
  const response = await fetch(`${url}/api/events`, { method: 'POST', headers, body: `[${lines.join(',')}]` });
  return { status: response.status, body: await response.json() };
}

interface Health {
  readonly status: string;
  readonly reasons: readonly string[];
}

/** Asks for the health until it is as it should become. */
async function until(url: string, isSo: (health: Health) => boolean): Promise<readonly string[]> {
  const limit = performance.now() + LIMIT_MS;
  for (;;) {
    const health = (await (await fetch(`${url}/api/health`)).json()) as Health;
    if (isSo(health)) return health.reasons;
    if (performance.now() > limit) throw new Error(`It stayed at ${JSON.stringify(health)}.`);
    await delay(50);
  }
}
