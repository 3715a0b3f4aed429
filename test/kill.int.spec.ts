import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { headOf, startHomeroom } from './homeroom-process.js';
import { Homeroom } from './homeroom.js';

const KILLS = 10;
/** Processes that are to be killed run two at a time, so that each is looked at often. */
const AT_ONCE = 2;
/** Whoever goes on after a kill may have to wait until the killed one's lease has run out. */
const LIMIT_MS = 180_000;

interface Killed {
  readonly data: string;
  readonly after: number;
  readonly head: number;
}

describe('An import that is killed after the n-th append', () => {
  let homeroom: Homeroom;
  let command: readonly string[];
  let head: number;
  let state: string;

  beforeAll(async () => {
    homeroom = await Homeroom.start();
    const file = join(homeroom.folder, 'records.ndjson');
    await homeroom.ok('simulate', '--students', '240', '--days', '30', '--district', 'lincoln', '--to', 'file', '--out', file);
    command = ['import', 'events', file, '--district', 'lincoln'];
    const data = join(homeroom.folder, 'undisturbed');
    expect(await startHomeroom(data, command).ended).toMatchObject({ code: 0 });
    head = headOf(data) ?? 0;
    state = await stateOf(data);
  }, LIMIT_MS);
  afterAll(() => homeroom.end());

  it(
    'goes on with the same command to the same end',
    async () => {
      const points = Array.from({ length: KILLS }, (_, index) => Math.floor((head * (2 * index + 1)) / (2 * KILLS)));
      const killed = await someAtOnce(points, AT_ONCE, kill);
      expect(killed.every(({ after, head: at }) => after <= at)).toBe(true);
      // A busy machine may come to the end before the last kill does.
      expect(killed.filter(({ head: at }) => at < head).length).toBeGreaterThan(KILLS / 2);
      console.log(`killed after append ${killed.map(({ after, head: at }) => `${after} (at ${at})`).join(', ')} of ${head}`);
      const ended = await someAtOnce(killed, KILLS, ({ data }) => startHomeroom(data, command).ended);
      expect(ended.map(({ code, err }) => [code, err])).toEqual(ended.map(() => [0, '']));
      const states: string[] = [];
      for (const { data } of killed) states.push(await stateOf(data));
      expect(states).toEqual(killed.map(() => state));
    },
    LIMIT_MS,
  );

  async function kill(after: number): Promise<Killed> {
    const data = join(homeroom.folder, `killed-${after}`);
    await mkdir(data);
    const { child, ended } = startHomeroom(data, command);
    while ((headOf(data) ?? 0) < after && child.exitCode === null) await delay(1);
    child.kill('SIGKILL');
    expect(await ended).toMatchObject({ signal: 'SIGKILL' });
    return { data, after, head: headOf(data) ?? 0 };
  }

  async function stateOf(data: string): Promise<string> {
    const { code, out, err } = await homeroom.run(['verify', '--format', 'json'], { environment: { HOMEROOM_DATA_DIR: data } });
    expect([code, err]).toEqual([0, '']);
    return (JSON.parse(out) as { state: string }).state;
  }
});

async function someAtOnce<T, R>(items: readonly T[], limit: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const left = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of left) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: limit }, worker));
  return results;
}
