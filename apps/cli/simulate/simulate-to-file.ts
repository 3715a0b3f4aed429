import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { writeEvents, type SimulationOptions } from '../../simulator/index.js';
import { CommandFailedError } from '../terminal/failures.js';
import { Output } from '../terminal/output.js';
import { withProgress } from '../terminal/progress.js';
import type { Terminal } from '../terminal/terminal.js';

const MEGABYTE = 1_000_000;

/** Writes a simulated district as NDJSON, to the standard output where no file is given. */
export async function simulateToFile(terminal: Terminal, options: SimulationOptions, path: string | undefined): Promise<void> {
  const destination = path === undefined ? null : new Output(await fileAt(path));
  const written = await withProgress(terminal, 'Writing MB', (progress) => {
    let length = 0;
    const to = interruptible(destination ?? terminal.output, terminal.signal, (more) =>
      progress.update(Math.round((length += more) / MEGABYTE)),
    );
    return writeEvents(options, to);
  });
  if (destination === null) return;
  destination.stream.end();
  await finished(destination.stream);
  await terminal.output.write(`${written.events} events of ${written.days} school days stand in ${path}.\n`);
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
  return new Writable({
    decodeStrings: false,
    write: (text: string, _encoding, done) => {
      setImmediate(() => {
        if (signal.aborted) return done(new CommandFailedError('stopped before the end: what was written is the beginning.'));
        onWritten(text.length);
        output.write(text).then(() => done(), done);
      });
    },
  });
}
