import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeReadModels } from '#libs/testing';
import { newMemoryStorage, openMemoryReadModels, openSqliteReadModels } from './index.js';

/** Replaced versions are removed soon. */
const timing = { graceMs: 20 };

describeReadModels('in memory', async () => {
  const storage = newMemoryStorage();
  return { open: async () => openMemoryReadModels(storage, timing), remove: async () => undefined };
});

describeReadModels('in SQLite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'read-models-'));
  return {
    open: async () => openSqliteReadModels({ path: join(folder, 'models.sqlite') }, timing),
    remove: async () => rm(folder, { recursive: true }),
  };
});
