import { expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { openLogger, readSettings } from '#libs/service';
import { StoreDamagedError } from '#libs/sqlite';
import { openStores } from '#libs/stores';
import { WorkerSupervisor } from '#libs/workers';
import type { IntakeQueue } from '../ingestion/index.js';
import { BackgroundWork } from './background-work.js';
import { Workers } from './workers.js';

const LIMIT_MS = 3_000;

it('What goes on by itself does not wait for a damaged file, and goes on with what that does not keep from being shown', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'homeroom-background-'));
  const memory = { EVENT_STORE_URL: 'memory:', READ_MODELS_URL: 'memory:', DIRECTORY_URL: 'memory:', HOMEROOM_DEMO: 'off' };
  const settings = readSettings({ ...memory, HOMEROOM_DATA_DIR: folder, HOMEROOM_SECRET: 'a secret of the tests' }, join(folder, 'no.env'));
  const embedded = await openStores(settings);
  const logger = await openLogger({ LOG_LEVEL: 'silent' }, process.stderr);
  const supervisor = new WorkerSupervisor(new Workers(embedded), { logger, whenTaken: String });
  await supervisor.take();
  embedded.damaged.notedFor('directory')(new StoreDamagedError('The directory is damaged.'));
  const work = new BackgroundWork({ embedded, supervisor, settings, intake: {} as IntakeQueue, logger });
  await work.start();
  for (const limit = performance.now() + LIMIT_MS; !supervisor.isReady() && performance.now() < limit;) await setImmediate();
  expect(await supervisor.troubles()).toEqual([]);
  await work.stop();
  await supervisor.stop();
  await embedded.close();
  rmSync(folder, { recursive: true });
});
