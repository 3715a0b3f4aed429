import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';
import { callbackify } from 'node:util';
import { writeEvents, type SimulationOptions } from '../../simulator/index.js';
import { CommandFailedError, StoppedError } from '../terminal/failures.js';
import { Output } from '../terminal/output.js';
import { withProgress } from '../terminal/progress.js';
import type { Terminal } from '../terminal/terminal.js';

const MEGABYTE = 1_000_000;

/** Writes a simulated district as NDJSON, to the standard output where no file is given. */
export async function simulateToFile(terminal: Terminal, options: SimulationOptions, path: string | undefined): Promise<void> {
  if (path === undefined) {
    await writeAll(terminal, options, terminal.output);
    return;
  }
  const file = new Output(await fileAt(path), path);
  const { events, days } = await writeAll(terminal, options, file);
  await file.end();
  await terminal.output.write(`${events} events of ${days} school days stand in ${path}.\n`);
}

function writeAll(terminal: Terminal, options: SimulationOptions, output: Output): Promise<Awaited<ReturnType<typeof writeEvents>>> {
  return withProgress(terminal, 'Writing MB', async (progress) => {
    let length = 0;
    const to = interruptible(output, terminal.signal, (more) => progress.update(Math.round((length += more) / MEGABYTE)));
    const written = await writeEvents(options, to);
    to.end();
    await finished(to);
    return written;
  });
}

async function fileAt(path: string): Promise<Writable> {
  try {
    const file = await open(path, 'w');
    return createWriteStream(path, { fd: file });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandFailedError(`--out ${path} cannot be written (${reason}): choose another file.`, { cause: error });
  }
}

/** Lets a wish to stop be heard between two pieces, and ends there. */
function interruptible(output: Output, signal: AbortSignal, onWritten: (length: number) => void): Writable {
  const pass = async (text: string): Promise<void> => {
    await setImmediate();
    if (signal.aborted) throw new StoppedError('stopped before the end: what was written is the beginning');
    onWritten(text.length);
    await output.write(text);
  };
  const write = callbackify(pass);
  return new Writable({ decodeStrings: false, write: (text: string, _encoding, done) => write(text, done) });
}
