import type { Logger } from 'pino';
import { StoreError } from '#libs/sqlite';
import { readSettings } from '../configuration.js';
import { openLogger } from '../logging/logger.js';
import { reasonOf } from '../reason-of.js';
import type { Settings } from '../settings.js';
import { StartError } from '../start-error.js';

/** A running process of this system. */
export interface Service {
  /** Resolves with what to tell whoever started it, once it does what it is there for. */
  readonly whenReady: Promise<string>;
  /** Rejects when it cannot go on; what it keeps is consistent, and a new start goes on from there. */
  readonly failed?: Promise<never>;
  /** Takes nothing new, finishes what is in hand. Nothing that was accepted is lost; the next start goes on from here. */
  stop(): Promise<void>;
}

/** Stopping takes well under a second, or as long as what is in hand; whatever hangs must not keep the process. */
const DRAIN_LIMIT_MS = 10_000;

/** Runs a service until it is told to stop; what whoever started it can mend ends it with a message and exit code 1. */
export async function runService(start: (settings: Settings, logger: Logger) => Promise<Service>): Promise<void> {
  try {
    const settings = readSettings();
    const logger = await openLogger(settings, process.stderr);
    const service = await start(settings, logger);
    stopOnSignal(service);
    service.failed?.catch((error: unknown) => endWith(error, logger));
    console.log(await readyOrStopped(service));
  } catch (error) {
    if (!(error instanceof StartError || error instanceof StoreError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

/** What cannot become ready must not go on half, nor keep the process. */
async function readyOrStopped(service: Service): Promise<string> {
  try {
    return await service.whenReady;
  } catch (error) {
    await service.stop();
    throw error;
  }
}

/** A terminal and npm may both pass on the same Ctrl-C, so a second signal is no reason to hurry. */
function stopOnSignal(service: Service): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), DRAIN_LIMIT_MS).unref();
    void service.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
}

function endWith(error: unknown, logger: Logger): void {
  logger.fatal({ reason: reasonOf(error) }, 'this process ends');
  process.exit(1);
}
