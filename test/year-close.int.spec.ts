import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { RunningService } from './homeroom-services.js';
import { Homeroom } from './homeroom.js';

/** How many ends of a school year are lived through; `YEARS=3` takes some minutes. */
const YEARS = Number(process.env['YEARS'] ?? 1);
const FIRST = new Date().getUTCFullYear() + 1;
const LIMIT_MS = 60_000 + YEARS * 300_000;

interface Alert {
  readonly schoolYear: number;
  readonly state: string;
}

describe('npm start over the end of a school year', () => {
  let homeroom: Homeroom;
  let service: RunningService;

  beforeAll(async () => {
    homeroom = await Homeroom.start();
    await mkdir(homeroom.data);
    const district = { district: 'demo', students: 60, communities: 1, seed: 1, firstYear: FIRST };
    await writeFile(join(homeroom.data, 'simulation.json'), JSON.stringify(district));
    const ahead = Date.parse(`${FIRST}-06-01T16:00:00Z`) - Date.now();
    service = RunningService.start('standalone', {
      HOMEROOM_DATA_DIR: homeroom.data,
      HOMEROOM_TIME_ZONE: 'UTC',
      HOMEROOM_DAY_SECONDS: '0.1',
      NODE_OPTIONS: `--import=${pathToFileURL('test/shifted-clock.ts').href}?ahead=${ahead}`,
    });
  });
  afterAll(async () => {
    await service.kill();
    await homeroom.end();
  });

  async function get<T>(path: string): Promise<T> {
    return (await (await fetch(`${await service.url()}${path}`)).json()) as T;
  }

  it(
    'closes the year and goes on with the next one as the same process',
    async () => {
      const last = FIRST + YEARS - 1;
      const day = async (): Promise<string> => (await get<{ day: string }[]>('/api/districts'))[0]?.day ?? '';
      while ((await day()) < `${last}-09-01`) {
        expect(service.hasEnded).toBe(false);
        await delay(200);
      }
      const { alerts } = await get<{ alerts: readonly Alert[] }>('/api/alerts?limit=500');
      const ended = alerts.filter(({ schoolYear }) => schoolYear <= last);
      expect(ended.length).toBeGreaterThan(0);
      expect(ended.filter(({ state }) => state === 'open')).toEqual([]);
      const { communities } = await get<{ communities: readonly { schoolYear: number; size: number }[] }>('/api/communities');
      expect(communities.map(({ schoolYear, size }) => [schoolYear, size > 0])).toEqual([[last + 1, true]]);
      expect(await get('/api/health')).toEqual({ status: 'up', reasons: [] });
      expect(await service.stop()).toBe(0);
      expect(await homeroom.ok('verify')).toContain('models ok');
    },
    LIMIT_MS,
  );
});
