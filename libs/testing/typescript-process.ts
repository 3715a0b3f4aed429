import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

const RESOLVER = new URL('../../scripts/resolve-typescript.mjs', import.meta.url).href;

/** Runs a TypeScript file of this project in a process of its own, so that a test can kill it. Its output is text, line by line. */
export function startTypeScript(file: URL, args: readonly string[]): ChildProcessByStdio<null, Readable, null> {
  const child = spawn(process.execPath, ['--conditions=source', '--import', RESOLVER, fileURLToPath(file), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child.stdout.setEncoding('utf8');
  return child;
}
