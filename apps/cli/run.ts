import { CommanderError } from 'commander';
import { programFor } from './program.js';
import { exitCode, report } from './terminal/failures.js';
import type { Terminal } from './terminal/terminal.js';

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
