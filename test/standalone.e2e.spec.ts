import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { FixedClock, SystemClock } from '#libs/event-sourcing';
import { openLogger, readSettings } from '#libs/service';
import { weekdays } from '#libs/testing';
import { startStandalone, type Standalone } from '../apps/standalone/start-standalone.js';
import { attended, community } from './native-events.js';

let folder: string;
const running: Standalone[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'homeroom-standalone-'));
});

afterEach(async () => {
  for (const each of running.splice(0)) await each.stop();
  await rm(folder, { recursive: true, force: true });
});

async function start(now: string | null, environment: Record<string, string> = {}): Promise<Standalone> {
  const given = { HOMEROOM_DATA_DIR: folder, PORT: '0', HOMEROOM_TIME_ZONE: 'UTC', HOMEROOM_DEMO: 'off', ...environment };
  const logger = await openLogger({ LOG_LEVEL: 'silent' }, process.stderr);
  const started = await startStandalone(readSettings(given, join(folder, 'no.env')), {
    logger,
    clock: now === null ? new SystemClock() : new FixedClock(now),
    dayCheckMs: 20,
  });
  running.push(started);
  await started.whenReady;
  return started;
}

async function get<T>({ url }: Standalone, path: string): Promise<T> {
  const response = await fetch(`${url}${path}`);
  return (await response.json()) as T;
}

async function post({ url }: Standalone, lines: readonly string[]): Promise<unknown> {
  const headers = { 'content-type': 'application/cloudevents-batch+json' };
  const response = await fetch(`${url}/api/events`, { method: 'POST', headers, body: `[${lines.join(',')}]` });
  return response.json();
}

/** Asks again until the answer is as it should become; fails with the last one. */
async function until<T>(ask: () => Promise<T>, isSo: (answer: T) => boolean): Promise<T> {
  const limit = performance.now() + 15_000;
  for (;;) {
    const answer = await ask();
    if (isSo(answer)) return answer;
    if (performance.now() > limit) throw new Error(`It stayed at ${JSON.stringify(answer)}.`);
    await delay(20);
  }
}

interface Inbox {
  readonly alerts: readonly { readonly state: string; readonly reasons: readonly string[]; readonly student: { readonly name: string } }[];
}

describe('The absence that makes the difference', () => {
  const days = weekdays('2025-09-01', 39);
  const today = `${days[38]}T16:00:00Z`;
  const inbox = (standalone: Standalone): Promise<Inbox> => get(standalone, '/api/alerts?staff=T-1');

  async function closeToTheLine(): Promise<Standalone> {
    const standalone = await start(today);
    await post(standalone, community({ 'S-1': `${'p'.repeat(35)}aaa`, 'S-2': 'p'.repeat(39) }));
    await until(
      () => get<{ students?: { status: string }[] }>(standalone, '/api/students?status=at-risk'),
      ({ students }) => students?.length === 1,
    );
    return standalone;
  }

  it('is posted over HTTP and stands in the counselor’s inbox, on the start page, and after a restart', async () => {
    const standalone = await closeToTheLine();
    expect((await inbox(standalone)).alerts).toEqual([]);
    expect(await post(standalone, [attended('S-1', days[38] ?? '', 'a')])).toMatchObject({ read: 1, appended: 1 });
    const { alerts } = await until(
      () => inbox(standalone),
      (answer) => answer.alerts.length === 1,
    );
    expect(alerts).toMatchObject([
      {
        state: 'open',
        student: { id: 'S-1', name: 'GivenS-1 FamilyS-1' },
        reasons: ['Attendance 89.7 % (needs at least 90 %): present 35 of 39 days'],
        route: { role: 'counselor', staff: [{ id: 'T-1' }] },
      },
    ]);
    const page = (await (await fetch(standalone.url)).text()).replaceAll('\u00a0', ' ');
    expect(page).toContain('Attendance 89.7 % (needs at least 90 %): present 35 of 39 days');
    expect(page).toContain('Told: T-1 (counselor)');
    await standalone.stop();
    expect((await inbox(await start(today))).alerts).toEqual(alerts);
  });

  it('is taken back when it was a mistake, where everybody can see it', async () => {
    const standalone = await closeToTheLine();
    await post(standalone, [attended('S-1', days[38] ?? '', 'a')]);
    await until(
      () => inbox(standalone),
      ({ alerts }) => alerts.length === 1,
    );
    await post(standalone, [attended('S-1', days[38] ?? '', 'p', { time: `${days[38]}T15:30:00Z` })]);
    await until(
      () => inbox(standalone),
      ({ alerts }) => alerts[0]?.state === 'retracted',
    );
    expect(await (await fetch(standalone.url)).text()).toMatch(/Taken back, the record was corrected[\s\S]*<s>Attendance 89.7\u00a0%/);
  });
});

describe('npm start', () => {
  const small = { district: 'demo', students: 60, communities: 1, seed: 1, firstYear: 2026 };
  const day = async (standalone: Standalone): Promise<string> => (await get<{ day: string }[]>(standalone, '/api/districts'))[0]?.day ?? '';

  it('simulates a district up to today, goes on by itself, and goes on where it was at the next start', async () => {
    await writeFile(join(folder, 'simulation.json'), JSON.stringify(small));
    const pace = { HOMEROOM_DEMO: 'on', HOMEROOM_DAY_SECONDS: '0.2' };
    const first = await start('2025-09-19T12:00:00Z', pace);
    const later = await until(
      () => day(first),
      (date) => date > '2025-09-22',
    );
    expect(await get(first, '/api/health')).toEqual({ status: 'up', reasons: [] });
    await first.stop();
    const second = await start('2025-09-19T12:00:00Z', pace);
    expect((await day(second)) >= later).toBe(true);
    const reached = await day(second);
    await until(
      () => day(second),
      (date) => date > reached,
    );
  });

  it('never mixes simulated records with real ones', async () => {
    const real = await start('2025-10-23T16:00:00Z');
    await post(real, community({ 'S-1': 'p' }));
    await real.stop();
    const again = await start('2025-10-23T16:00:00Z', { HOMEROOM_DEMO: 'on', HOMEROOM_DAY_SECONDS: '0.2' });
    expect(await get(again, '/api/districts')).toMatchObject([{ district: 'lincoln', day: '2025-10-23' }]);
  });

  it('is refused where another one works on the same folder, and where the port is taken', async () => {
    const first = await start(null);
    const { port } = new URL(first.url);
    await expect(start(null)).rejects.toThrow(`is in use by process ${process.pid}`);
    const elsewhere = { HOMEROOM_DATA_DIR: join(folder, 'other'), PORT: port };
    await expect(start(null, elsewhere)).rejects.toThrow(`PORT: ${port} on 127.0.0.1 is in use by another program`);
  });

  it('serves this machine only', async () => {
    await expect(start('2025-10-23T16:00:00Z', { HOST: '0.0.0.0' })).rejects.toThrow(/HOST: found "0.0.0.0", expected 127.0.0.1/);
  });
});
