import type { Logger } from 'pino';
import { combinedHealth, startTelemetry, type Closers, type HealthSource, type Metrics, type Settings } from '#libs/service';
import { openStores, type Stores } from './open-stores.js';
import { StoresHealth } from './stores-health.js';

/** What each process of the distributed profile has. */
export interface ProcessStores {
  /** Watched by metrics and traces. */
  readonly stores: Stores;
  readonly health: HealthSource;
  readonly metrics: Metrics;
}

/**
 * Opens the stores of a process and what tells of it.
 * @param name what it is called where traces are looked at.
 * @throws DataFolderError
 */
export async function openProcessStores(name: string, settings: Settings, logger: Logger, closers: Closers): Promise<ProcessStores> {
  const telemetry = await startTelemetry(name, settings);
  closers.add(() => telemetry.stop());
  const opened = await openStores(settings, { onDamage: (sentence) => logger.fatal(sentence) });
  closers.add(() => opened.close());
  return {
    stores: telemetry.watch(opened),
    health: combinedHealth([opened.damaged, new StoresHealth(opened)]),
    metrics: telemetry.metrics,
  };
}
