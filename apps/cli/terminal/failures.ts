import { OutputClosedError } from './output.js';
import type { Terminal } from './terminal.js';

/** The command cannot be understood: what was found, and what is expected. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The command was understood and failed, or could not do all of it. */
export class CommandFailedError extends Error {
  override readonly name = 'CommandFailedError';
}

const OK = 0;
const FAILED = 1;
const USAGE = 2;

/** Names of errors that a user mends in the command or in the settings. */
const usageErrors = new Set(['UsageError', 'ConfigurationError']);

/** Tells an error in one sentence, with its stack only where debugging is asked for. @returns the exit code. */
export async function report(error: unknown, terminal: Terminal): Promise<number> {
  if (error instanceof OutputClosedError) return OK;
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  const debugging = await isDebugging(terminal);
  const hint = isUnexpected(error) && !debugging ? ' (LOG_LEVEL=debug shows where)' : '';
  const interrupted = terminal.signal.aborted && name === 'AbortError';
  const text = interrupted ? 'stopped before the end; the same command goes on where it was' : `${message}${hint}`;
  try {
    await terminal.errors.write(`homeroom: ${text}\n${debugging ? `${stack}\n` : ''}`);
  } catch (unwritten) {
    if (!(unwritten instanceof OutputClosedError)) throw unwritten;
  }
  return usageErrors.has(name) ? USAGE : FAILED;
}

/** The errors of this program have a name and a sentence; the language's own ones are faults in it. */
function isUnexpected(error: unknown): boolean {
  return error instanceof TypeError || error instanceof ReferenceError || error instanceof SyntaxError || !(error instanceof Error);
}

async function isDebugging(terminal: Terminal): Promise<boolean> {
  try {
    const { LOG_LEVEL } = await terminal.settings();
    return LOG_LEVEL === 'debug' || LOG_LEVEL === 'trace';
  } catch {
    // The settings themselves are what is wrong.
    return false;
  }
}
