import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/**
 * Runs a program of this folder in a process of its own: what others have left in memory is not its garbage.
 * @returns what it printed, as JSON. @throws where it ends with anything but 0.
 */
export function inOwnProcess(program: string, ...given: readonly (string | number)[]): unknown {
  const file = fileURLToPath(new URL(program, import.meta.url));
  const { stdout, stderr, status } = spawnSync(process.execPath, [...process.execArgv, file, ...given.map(String)], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${stderr}`);
  return JSON.parse(stdout);
}
