import type { Logger } from 'pino';
import type { HealthSource } from '../health.js';
import { createHttpApp } from '../http/create-http-app.js';
import { listen } from '../http/listen.js';
import type { Settings } from '../settings.js';
import type { Metrics } from '../telemetry/metrics.js';

/** The port of a process for whoever runs it. */
export interface Operations {
  readonly url: string;
  close(): Promise<void>;
}

export interface OperationsParts {
  readonly settings: Pick<Settings, 'OPERATIONS_HOST' | 'OPERATIONS_PORT'>;
  readonly logger: Logger;
  readonly health: HealthSource;
  readonly metrics: Metrics;
}

/** Serves health, readiness, liveness and metrics. @throws AddressError */
export async function startOperations({ settings, logger, health, metrics }: OperationsParts): Promise<Operations> {
  metrics.observe('homeroom_troubles', async () => [{ value: (await health.troubles()).length }]);
  metrics.observe('homeroom_ready', () => [{ value: health.isReady() ? 1 : 0 }]);
  const { operationsModule } = await import('./operations.module.js');
  const app = await createHttpApp(operationsModule(health, metrics), logger, { toAnyone: true });
  try {
    const url = await listen(app, { HOST: settings.OPERATIONS_HOST, PORT: settings.OPERATIONS_PORT });
    return { url, close: () => app.close() };
  } catch (error) {
    await app.close();
    throw error;
  }
}
