import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { openLogger, readSettings } from '#libs/service';
import { startStandalone, type Standalone } from '../apps/standalone/start-standalone.js';
import { Homeroom } from './homeroom.js';
import { community } from './native-events.js';

const RESTORE =
  'stop everything, keep this folder and restore a backup into a new one: HOMEROOM_DATA_DIR=NEW npm run -s homeroom -- restore BACKUP';

let homeroom: Homeroom;
let running: Standalone | null = null;
/** Lines of the log that whoever started the process cannot miss. */
let told: string[];

beforeEach(async () => {
  homeroom = await Homeroom.start();
  told = [];
  const file = join(homeroom.folder, 'records.ndjson');
  await writeFile(file, community({ 'S-1': `${'p'.repeat(30)}aaaa`, 'S-2': 'p'.repeat(34) }).join('\n'));
  await homeroom.ok('import', 'events', file, '--district', 'lincoln');
});

afterEach(async () => {
  await running?.stop();
  running = null;
  await homeroom.end();
});

async function start(): Promise<Standalone> {
  const given = { HOMEROOM_DATA_DIR: homeroom.data, PORT: '0', HOMEROOM_TIME_ZONE: 'UTC', HOMEROOM_DEMO: 'off' };
  const lines = new Writable({ write: (line, _, done) => done(void told.push((JSON.parse(String(line)) as { msg: string }).msg)) });
  const logger = await openLogger({ LOG_LEVEL: 'fatal' }, lines as NodeJS.WriteStream);
  running = await startStandalone(readSettings(given, join(homeroom.folder, 'no.env')), { logger, clock: homeroom.clock });
  await running.whenReady;
  return running;
}

/** Overwrites every page of a file that holds a text, as a failing disk does. */
async function damage(path: string, text: string): Promise<void> {
  const bytes = await readFile(path);
  for (let at = bytes.indexOf(text); at !== -1; at = bytes.indexOf(text)) {
    const page = Math.floor(at / 4096);
    bytes.fill(0xff, page * 4096, (page + 1) * 4096);
  }
  await writeFile(path, bytes);
}

describe('A running process whose', () => {
  it.each([
    [
      'log',
      '"instructionalDays"',
      `events in its damaged places are lost unless a backup has them, and homeroom verify names them; ${RESTORE}`,
    ],
    [
      'directory',
      'T-1',
      `names, ids and refused records in its damaged places are lost unless a backup has them, events are not; ${RESTORE}`,
    ],
    ['models', '"conditions"', 'nothing is lost; stop what uses it and remove it, it is folded again from the log'],
  ])(
    '%s is damaged says once what is lost and how to restore it; so do its page, its health and its readiness',
    async (name, text, what) => {
      const path = join(homeroom.data, `${name}.sqlite`);
      await damage(path, text);
      const { url } = await start();
      await fetch(url);
      const sentence = `${path} is damaged (database disk image is malformed): ${what}.`;
      const page = await fetch(url);
      expect([page.headers.get('content-type'), await page.text()]).toEqual([
        'text/html; charset=utf-8',
        expect.stringContaining(sentence),
      ]);
      expect(await (await fetch(`${url}/api/health`)).json()).toMatchObject({
        status: 'degraded',
        reasons: expect.arrayContaining([sentence]),
      });
      const ready = await fetch(`${url}/api/ready`);
      expect([ready.status, await ready.json()]).toEqual([503, expect.objectContaining({ detail: sentence })]);
      expect(told).toEqual([sentence]);
    },
  );
});
