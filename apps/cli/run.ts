import { CommanderError } from 'commander';
import { programFor } from './program.js';
import { report } from './terminal/failures.js';
import type { Terminal } from './terminal/terminal.js';

/** Exit codes of every command: done; it failed, or not all of it could be done; the command was not understood. */
export const exitCode = { ok: 0, failed: 1, usage: 2 } as const;

/** Runs one command line; what comes of it is printed, nothing is thrown. @returns the exit code. */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    await programFor(terminal).parseAsync([...args], { from: 'user' });
    return exitCode.ok;
  } catch (error) {
    // Commander has printed what it has to say, help and version too.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.ok : exitCode.usage;
    return report(error, terminal);
  }
}
