import type { Logger } from 'pino';
import type { HealthSource } from '../health.js';
import { createHttpApp } from '../http/create-http-app.js';
import { listen } from '../http/listen.js';
import type { Settings } from '../settings.js';

/** The port of a process for whoever runs it. */
export interface Operations {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves health, readiness and liveness. @throws AddressError */
export async function startOperations(
  { OPERATIONS_HOST: HOST, OPERATIONS_PORT: PORT }: Pick<Settings, 'OPERATIONS_HOST' | 'OPERATIONS_PORT'>,
  logger: Logger,
  health: HealthSource,
): Promise<Operations> {
  const { operationsModule } = await import('./operations.module.js');
  const app = await createHttpApp(operationsModule(health), logger, { toAnyone: true });
  try {
    return { url: await listen(app, { HOST, PORT }), close: () => app.close() };
  } catch (error) {
    await app.close();
    throw error;
  }
}
