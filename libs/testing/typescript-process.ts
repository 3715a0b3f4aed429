import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

/** The sources import `x.js` where `x.ts` stands; Node strips types by itself but does not look for that. */
const RESOLVER = `
import { registerHooks } from 'node:module';
registerHooks({
  resolve(specifier, context, next) {
    if (!specifier.startsWith('.') || !specifier.endsWith('.js')) return next(specifier, context);
    try { return next(specifier, context); } catch { return next(specifier.slice(0, -3) + '.ts', context); }
  },
});`;

/** Runs a TypeScript file of this project in a process of its own, so that a test can kill it. Its output is text, line by line. */
export function startTypeScript(file: URL, args: readonly string[]): ChildProcessByStdio<null, Readable, null> {
  const resolver = `data:text/javascript,${encodeURIComponent(RESOLVER)}`;
  const child = spawn(process.execPath, ['--conditions=source', '--import', resolver, fileURLToPath(file), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child.stdout.setEncoding('utf8');
  return child;
}
