import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const RESOLVER = pathToFileURL(resolve('scripts/resolve-typescript.mjs')).href;
const STAND_IN = resolve('libs/testing/event-store-db-stand-in/stand-in.main.ts');

/** Runs some work against a stand-in for EventStoreDB, fresh and in a process of its own, as a server is. */
export async function withStandIn<T>(work: (url: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  const args = ['--conditions=source', '--import', RESOLVER, STAND_IN, join(folder, 'server.log')];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const [url] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string];
    return await work(url.trim());
  } finally {
    child.kill('SIGKILL');
    await once(child, 'exit');
    await rm(folder, { recursive: true });
  }
}
