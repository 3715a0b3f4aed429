import type { Logger } from 'pino';
import { Closers, combinedHealth, createHttpApp, listen, requireLoopback, type HealthSource, type Settings } from '#libs/service';
import { openStores, type StoresOptions } from '#libs/stores';
import { WorkerSupervisor } from '#libs/workers';
import { FirstDays, IntakeQueue, keepEventBodies, startKafkaIntake } from '../ingestion/index.js';
import { openChannels, startSending } from '../alerting/index.js';
import { openOutgoing } from '../projections/index.js';
import { BackgroundWork, type BackgroundParts } from './background-work.js';
import { StandaloneModule } from './standalone.module.js';
import { Workers } from './workers.js';

/** A running process. */
export interface Standalone {
  /** Where it answers. */
  readonly url: string;
  /** Resolves when history is made and everything in the log is shown, or cannot be because a file is damaged: health says which. */
  readonly whenReady: Promise<void>;
  /** Resolves when what is in the log now is shown. */
  whenCaughtUp(): Promise<void>;
  /** Rejects when it cannot go on, with the reason. */
  readonly failed?: Promise<never>;
  /** Nothing that was accepted is lost; the next start goes on from here. */
  stop(): Promise<void>;
}

export interface StandaloneOptions extends StoresOptions, Pick<BackgroundParts, 'onProgress' | 'dayCheckMs'> {
  readonly logger: Logger;
}

/**
 * Starts everything in one process: door, workers, read side and start page.
 * @throws StartError
 */
export async function startStandalone(settings: Settings, options: StandaloneOptions): Promise<Standalone> {
  requireLoopback(settings.HOST);
  return Closers.around(async (closers) => {
    const { logger } = options;
    const embedded = await openStores(settings, { ...options, onDamage: (sentence) => logger.fatal(sentence) });
    closers.add(() => embedded.close());
    const supervisor = new WorkerSupervisor(new Workers(embedded), { ...options, whenTaken: inUse });
    closers.add(() => supervisor.stop());
    await supervisor.take();
    const sources: HealthSource[] = [embedded.damaged, supervisor];
    const app = await createHttpApp(StandaloneModule.of(embedded, combinedHealth(sources), settings.HOMEROOM_TIME_ZONE), logger);
    closers.add(() => app.close());
    keepEventBodies(app);
    const url = await listen(app, settings);
    const outgoing = openOutgoing(settings, embedded, logger);
    if (outgoing !== null) {
      closers.add(() => outgoing.close());
      closers.add(() => outgoing.supervisor.stop());
      sources.push(outgoing.supervisor);
      await outgoing.supervisor.begin();
    }
    const work = new BackgroundWork({ embedded, supervisor, settings, intake: app.get(IntakeQueue), ...options });
    closers.add(() => work.stop());
    const channels = openChannels(settings, embedded);
    const sending = startSending({ ...embedded, channels, publicUrl: settings.PUBLIC_URL ?? url }, logger);
    closers.add(() => sending.stop());
    const parts = { intake: app.get(IntakeQueue), firstDays: app.get(FirstDays), clock: embedded.clock, logger };
    const kafka = startKafkaIntake(settings, parts);
    if (kafka !== null) {
      closers.add(() => kafka.stop());
      sources.push(kafka);
    }
    let stopped: Promise<void> | null = null;
    return {
      url,
      whenReady: work.start(),
      ...(kafka !== null && { failed: kafka.failed }),
      whenCaughtUp: () => supervisor.whenCaughtUp(),
      stop: () => (stopped ??= closers.close()),
    };
  });
}

function inUse(holder: string): string {
  return `This data folder is in use by ${holder}: stop that one first, or set HOMEROOM_DATA_DIR to another folder (and PORT to another port).`;
}
