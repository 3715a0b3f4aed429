import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cachedFolder } from './server-cache.js';

describe('a cached folder', () => {
  let cache: string;
  const fill = async (folder: string): Promise<void> => writeFile(join(folder, 'server.jar'), 'code');

  beforeEach(async () => {
    cache = await mkdtemp(join(tmpdir(), 'server-cache-'));
  });

  afterEach(async () => rm(cache, { recursive: true }));

  it('is made once, whoever asks at once and afterwards', async () => {
    let made = 0;
    const make = async (folder: string): Promise<void> => {
      made += 1;
      await fill(folder);
    };
    const folders = await Promise.all([1, 2, 3].map(() => cachedFolder(cache, 'server-1', make)));
    expect(new Set([...folders, await cachedFolder(cache, 'server-1', make)])).toEqual(new Set([join(cache, 'server-1')]));
    expect(await readFile(join(cache, 'server-1', 'server.jar'), 'utf8')).toBe('code');
    expect(made).toBe(1);
    expect(await readdir(cache)).toEqual(['server-1']);
  });

  it('is not there, and can be made again, where making it failed half-way', async () => {
    const half = async (folder: string): Promise<void> => {
      await fill(folder);
      throw new Error('no network');
    };
    await expect(cachedFolder(cache, 'server-1', half)).rejects.toThrow('no network');
    expect(await readdir(cache)).toEqual([]);
    await cachedFolder(cache, 'server-1', fill);
    expect(await readdir(cache)).toEqual(['server-1']);
  });

  it('is made although a run that was making it has died', async () => {
    const nobody = 2 ** 22 + 1;
    await writeFile(join(cache, 'making.lock'), String(nobody));
    await cachedFolder(cache, 'server-1', fill);
    expect(await readdir(cache)).toEqual(['server-1']);
  });
});
