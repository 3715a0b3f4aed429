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

/** The user has stopped the command before its end; the sentence says what stands now. */
export class StoppedError extends Error {
  override readonly name = 'StoppedError';

  constructor(message = 'stopped before the end; the same command goes on where it was', options?: ErrorOptions) {
    super(message, options);
  }
}

/** Exit codes of every command: done; it failed, or not all of it could be done; it was not understood; it was stopped (128 + SIGINT). */
export const exitCode = { ok: 0, failed: 1, usage: 2, stopped: 130 } as const;

/** Names of errors that a user mends in the command or in the settings. */
const usageErrors = new Set(['UsageError', 'ConfigurationError']);

/** Tells an error in one sentence, with its stack only where debugging is asked for. @returns the exit code. */
export async function report(error: unknown, terminal: Terminal): Promise<number> {
  if (error instanceof OutputClosedError) return exitCode.ok;
  if (isStopped(error, terminal)) return reportStopped(error, terminal);
  const { name, stack } = error instanceof Error ? error : new Error(String(error));
  const debugging = await isDebugging(terminal);
  await tell(terminal, `homeroom: ${sentenceOf(error, debugging)}\n${debugging ? `${stack}\n` : ''}`);
  return usageErrors.has(name) ? exitCode.usage : exitCode.failed;
}

/** Whatever has thrown the signal's own error can go on: what it writes, it writes whole or not at all. */
function isStopped(error: unknown, { signal }: Terminal): boolean {
  return signal.aborted && error instanceof Error && (error instanceof StoppedError || error.name === 'AbortError');
}

async function reportStopped(error: unknown, terminal: Terminal): Promise<number> {
  const { message } = error instanceof StoppedError ? error : new StoppedError();
  await tell(terminal, `homeroom: ${message}\n`);
  return exitCode.stopped;
}

function sentenceOf(error: unknown, debugging: boolean): string {
  const { message } = error instanceof Error ? error : new Error(String(error));
  return isUnexpected(error) && !debugging ? `${message} (LOG_LEVEL=debug shows where)` : message;
}

async function tell({ errors }: Terminal, text: string): Promise<void> {
  try {
    await errors.write(text);
  } catch (error) {
    if (!(error instanceof OutputClosedError)) throw error;
  }
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
