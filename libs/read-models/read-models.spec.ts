import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeReadModels } from '#libs/testing';
import { newMemoryStorage, openMemoryReadModels, openReadModels } from './index.js';

describeReadModels('in memory', async () => {
  const storage = newMemoryStorage();
  return { open: async () => openMemoryReadModels(storage), remove: async () => undefined };
});

describeReadModels('in SQLite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'read-models-'));
  return {
    open: async () => openReadModels(`sqlite:${join(folder, 'models.sqlite')}`),
    remove: async () => rm(folder, { recursive: true }),
  };
});
