import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { combinedHealth, createHttpApp, listen, requireLoopback, type HealthSource, type Settings } from '#libs/service';
import { openStores, type Stores, type StoresOptions } from '#libs/stores';
import { WorkerSupervisor } from '#libs/workers';
import { FirstDays, IntakeQueue, keepEventBodies, startKafkaIntake, type KafkaIntake } from '../ingestion/index.js';
import { openChannels, startSending, type Sending } from '../alerting/index.js';
import { openOutgoing, type Outgoing } from '../projections/index.js';
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
  const embedded = await openStores(settings, { ...options, onDamage: (sentence) => options.logger.fatal(sentence) });
  const supervisor = new WorkerSupervisor(new Workers(embedded), { ...options, whenTaken: inUse });
  let app: NestFastifyApplication | null = null;
  try {
    await supervisor.take();
    const sources: HealthSource[] = [embedded.damaged, supervisor];
    app = await createHttpApp(StandaloneModule.of(embedded, combinedHealth(sources), settings.HOMEROOM_TIME_ZONE), options.logger);
    keepEventBodies(app);
    const url = await listen(app, settings);
    const parts = { intake: app.get(IntakeQueue), firstDays: app.get(FirstDays), clock: embedded.clock, logger: options.logger };
    const kafka = startKafkaIntake(settings, parts);
    const outgoing = openOutgoing(settings, embedded, options.logger);
    if (kafka !== null) sources.push(kafka);
    if (outgoing !== null) sources.push(outgoing.supervisor);
    await outgoing?.supervisor.begin();
    const sending = startSending(
      { ...embedded, channels: openChannels(settings, embedded), publicUrl: settings.PUBLIC_URL ?? url },
      options.logger,
    );
    return run({ app, url, embedded, supervisor, kafka, outgoing, sending }, settings, options);
  } catch (error) {
    await app?.close();
    await supervisor.stop();
    await embedded.close();
    throw error;
  }
}

function inUse(holder: string): string {
  return `This data folder is in use by ${holder}: stop that one first, or set HOMEROOM_DATA_DIR to another folder (and PORT to another port).`;
}

interface Started {
  readonly app: NestFastifyApplication;
  readonly url: string;
  readonly embedded: Stores;
  readonly supervisor: WorkerSupervisor;
  readonly kafka: KafkaIntake | null;
  readonly outgoing: Outgoing | null;
  readonly sending: Sending;
}

function run(
  { app, url, embedded, supervisor, kafka, outgoing, sending }: Started,
  settings: Settings,
  options: StandaloneOptions,
): Standalone {
  const work = new BackgroundWork({ embedded, supervisor, settings, intake: app.get(IntakeQueue), ...options });
  const whenReady = work.start();
  let stopped: Promise<void> | null = null;
  const stop = async (): Promise<void> => {
    await kafka?.stop();
    await sending.stop();
    await work.stop();
    await app.close();
    await supervisor.stop();
    await outgoing?.supervisor.stop();
    await outgoing?.close();
    await embedded.close();
  };
  const failed = kafka === null ? {} : { failed: kafka.failed };
  return { url, whenReady, ...failed, whenCaughtUp: () => supervisor.whenCaughtUp(), stop: () => (stopped ??= stop()) };
}
