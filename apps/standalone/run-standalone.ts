import { ConfigurationError, openLogger, readSettings } from '#libs/service';
import type { Progress } from './background-work.js';
import { DataFolderError } from './data-folder.js';
import { AddressError } from './listen.js';
import { startStandalone, type Standalone } from './start-standalone.js';
import { FolderInUseError } from './workers/worker-supervisor.js';

/** Stopping takes well under a second; whatever hangs must not keep the terminal. */
const STOP_LIMIT_MS = 10_000;

/** `npm start`: runs until Ctrl-C; what a user can mend ends it with a message and exit code 1. */
export async function runStandalone(): Promise<void> {
  try {
    const settings = readSettings();
    const logger = await openLogger(settings, process.stderr);
    const standalone = await startStandalone(settings, { logger, onProgress: progressTo(process.stderr) });
    stopOnSignal(standalone);
    await standalone.whenReady;
    console.log(`Homeroom is at ${standalone.url} (Ctrl-C stops it; what it knows is in ${settings.HOMEROOM_DATA_DIR})`);
  } catch (error) {
    if (!isForUsers(error)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

function isForUsers(error: unknown): error is Error {
  return [ConfigurationError, DataFolderError, FolderInUseError, AddressError].some((kind) => error instanceof kind);
}

/** A terminal and npm may both pass on the same Ctrl-C, so a second signal is no reason to hurry. */
function stopOnSignal(standalone: Standalone): void {
  const stop = (): void => {
    setTimeout(() => process.exit(1), STOP_LIMIT_MS).unref();
    void standalone.stop().then(() => process.exit(0));
  };
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (!stopping) stop();
      stopping = true;
    });
  }
}

/** One line that is written over on a terminal, one in a month elsewhere. */
function progressTo(stream: NodeJS.WriteStream): Progress {
  let month = '';
  return ({ students, date }) => {
    const text = `Simulating a district of ${students.toLocaleString('en')} students: ${date}`;
    if (stream.isTTY) stream.write(`\r${text}`);
    else if (date !== null && date.slice(0, 7) !== month) stream.write(`${text}\n`);
    month = date?.slice(0, 7) ?? month;
  };
}
