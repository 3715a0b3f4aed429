import type { Logger } from 'pino';
import { Closers, combinedHealth, startOperations, type HealthSource, type Service, type Settings } from '#libs/service';
import { WorkerSupervisor } from './worker-supervisor.js';

export interface WorkerServiceParts {
  /** What the process is called where it says that it is ready. */
  readonly name: string;
  readonly supervisors: readonly WorkerSupervisor[];
  readonly settings: Pick<Settings, 'OPERATIONS_HOST' | 'OPERATIONS_PORT'>;
  readonly logger: Logger;
  readonly health: HealthSource;
  /** Closes what the workers work on, after they have stopped. */
  readonly close: () => Promise<void>;
}

/**
 * A process that folds the log and serves nothing but its health.
 * @throws WorkTakenError where a work that cannot be waited for is another process's; AddressError
 */
export function startWorkerService({ name, supervisors, settings, logger, health, close }: WorkerServiceParts): Promise<Service> {
  return Closers.around(async (closers) => {
    closers.add(close);
    closers.add(async () => {
      await Promise.all(supervisors.map((supervisor) => supervisor.stop()));
    });
    for (const supervisor of supervisors) await supervisor.begin();
    const operations = await startOperations(settings, logger, combinedHealth([health, ...supervisors]));
    closers.add(() => operations.close());
    const greeting = `Homeroom ${name} runs; health is at ${operations.url}/api/health`;
    const failed = Promise.race(supervisors.map((supervisor) => supervisor.lost));
    return { whenReady: Promise.resolve(greeting), failed, stop: () => closers.close() };
  });
}
