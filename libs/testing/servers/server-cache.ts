import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ServerUnavailableError } from './server-unavailable.error.js';

const WAIT_MS = 100;
/** Fetching the largest of them takes half a minute where nothing is there yet. */
const PATIENCE_MS = 300_000;

/**
 * The folder of that name in the cache, kept between runs. Where it is missing, `make` fills a temporary folder that then takes its place, so that
 * nobody sees a half of it; of several test runs that miss it at once, one makes it.
 */
export async function cachedFolder(cache: string, name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(cache, name);
  if (existsSync(folder)) return folder;
  await mkdir(cache, { recursive: true });
  await withLock(join(cache, 'making.lock'), async () => {
    if (existsSync(folder)) return;
    const unfinished = await mkdtemp(join(cache, 'unfinished-'));
    try {
      await make(unfinished);
      await rename(unfinished, folder);
    } catch (error) {
      await rm(unfinished, { recursive: true, force: true });
      throw error;
    }
  });
  return folder;
}

/** The lock is a file that names its holder; one whose holder has ended is void. */
async function withLock(file: string, work: () => Promise<void>): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (!(await take(file))) {
    if (performance.now() > deadline) {
      throw new ServerUnavailableError(`${file} is held by another test run for too long; remove it if there is none.`);
    }
    await pause(WAIT_MS);
  }
  try {
    await work();
  } finally {
    await rm(file, { force: true });
  }
}

async function take(file: string): Promise<boolean> {
  try {
    await writeFile(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (Object(error).code !== 'EEXIST') throw error;
    if (!(await isHeld(file))) await rm(file, { force: true });
    return false;
  }
}

async function isHeld(file: string): Promise<boolean> {
  const holder = Number(await readFile(file, 'utf8').catch(() => ''));
  // Nobody has written the number yet, or the file has just gone: ask again.
  if (holder === 0) return true;
  try {
    return process.kill(holder, 0);
  } catch (error) {
    return Object(error).code === 'EPERM';
  }
}
