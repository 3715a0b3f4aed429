import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeDirectory } from '#libs/testing';
import type { Directory } from './directory.port.js';
import { openDirectory, openMemoryDirectory } from './open-directory.js';

const SECRET = 'a secret of this test';

describeDirectory('in memory', async () => {
  const directory = openMemoryDirectory(SECRET);
  return { open: async () => directory, remove: async () => {} };
});

describeDirectory('in SQLite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'homeroom-directory-'));
  const openWith = async (secret: string): Promise<Directory> => openDirectory(`sqlite:${join(folder, 'directory.sqlite')}`, secret);
  return {
    open: () => openWith(SECRET),
    openWith,
    remove: () => rm(folder, { recursive: true }),
  };
});
