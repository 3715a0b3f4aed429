import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';

/** The root of the project. */
export const root = resolve(import.meta.dirname, '../..');

/** Runs a script with this Node and gives what it printed as JSON; an exit code above 1 or output that is no JSON fails the test. */
export function runForJson(script: string, args: readonly string[] = []): unknown {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, script), ...args], {
    cwd: root,
    encoding: 'utf8',
    timeout: 60_000,
  });
  if (status === null || status > 1) throw new Error(`${script} ended with ${status}: ${stderr}`);
  return JSON.parse(stdout);
}
