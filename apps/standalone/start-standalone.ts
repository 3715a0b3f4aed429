import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { createHttpApp, requireLoopback, type Settings } from '#libs/service';
import { IntakeQueue, keepEventBodies } from '../ingestion/index.js';
import { BackgroundWork, type BackgroundParts } from './background-work.js';
import { openEmbedded, type Embedded, type EmbeddedOptions } from './embedded.js';
import { listen } from './listen.js';
import { StandaloneModule } from './standalone.module.js';
import { WorkerSupervisor } from './workers/worker-supervisor.js';

/** A running process. */
export interface Standalone {
  /** Where it answers. */
  readonly url: string;
  /** Resolves when history is made and everything in the log is shown. */
  readonly whenReady: Promise<void>;
  /** Resolves when what is in the log now is shown. */
  whenCaughtUp(): Promise<void>;
  /** Nothing that was accepted is lost; the next start goes on from here. */
  stop(): Promise<void>;
}

export interface StandaloneOptions extends EmbeddedOptions, Pick<BackgroundParts, 'onProgress' | 'dayCheckMs'> {
  readonly logger: Logger;
}

/**
 * Starts everything in one process: door, workers, read side and start page.
 * @throws ConfigurationError, DataFolderError, FolderInUseError, AddressError
 */
export async function startStandalone(settings: Settings, options: StandaloneOptions): Promise<Standalone> {
  requireLoopback(settings.HOST);
  const embedded = await openEmbedded(settings, options);
  const supervisor = new WorkerSupervisor(embedded, options);
  let app: NestFastifyApplication | null = null;
  try {
    await supervisor.takeFolder();
    app = await createHttpApp(StandaloneModule.of(embedded, supervisor, settings.HOMEROOM_TIME_ZONE), options.logger);
    keepEventBodies(app);
    const url = await listen(app, settings);
    return run({ app, url, embedded, supervisor }, settings, options);
  } catch (error) {
    await app?.close();
    await supervisor.stop();
    await embedded.close();
    throw error;
  }
}

interface Started {
  readonly app: NestFastifyApplication;
  readonly url: string;
  readonly embedded: Embedded;
  readonly supervisor: WorkerSupervisor;
}

function run({ app, url, embedded, supervisor }: Started, settings: Settings, options: StandaloneOptions): Standalone {
  const work = new BackgroundWork({ embedded, supervisor, settings, intake: app.get(IntakeQueue), ...options });
  const whenReady = work.start();
  let stopped: Promise<void> | null = null;
  const stop = async (): Promise<void> => {
    await work.stop();
    await app.close();
    await supervisor.stop();
    await embedded.close();
  };
  return { url, whenReady, whenCaughtUp: () => supervisor.whenCaughtUp(), stop: () => (stopped ??= stop()) };
}
