import type { Logger } from 'pino';
import { combinedHealth, startOperations, type Closers, type HealthSource, type Metrics, type Service, type Settings } from '#libs/service';
import type { WorkerSupervisor } from './worker-supervisor.js';

export interface WorkerServiceParts {
  /** What the process is called where it says that it runs. */
  readonly name: string;
  readonly supervisors: readonly WorkerSupervisor[];
  readonly settings: Pick<Settings, 'OPERATIONS_HOST' | 'OPERATIONS_PORT'>;
  readonly logger: Logger;
  readonly health: HealthSource;
  readonly metrics: Metrics;
}

/**
 * A process that folds the log and serves nothing but its health.
 * @param closers close what the workers work on, after they have stopped.
 * @throws WorkTakenError where a work that is not stood by for is another process's; AddressError
 */
export async function startWorkerService(parts: WorkerServiceParts, closers: Closers): Promise<Service> {
  const { name, supervisors, settings, logger, metrics } = parts;
  closers.add(async () => {
    await Promise.all(supervisors.map((supervisor) => supervisor.stop()));
  });
  for (const supervisor of supervisors) await supervisor.begin();
  showProgress(supervisors, metrics);
  const health = combinedHealth([parts.health, ...supervisors]);
  const operations = await startOperations({ settings, logger, health, metrics });
  closers.add(() => operations.close());
  const greeting = `Homeroom ${name} runs; health is at ${operations.url}/api/health`;
  const failed = Promise.race(supervisors.map((supervisor) => supervisor.lost));
  return { whenReady: Promise.resolve(greeting), failed, stop: () => closers.close() };
}

function showProgress(supervisors: readonly WorkerSupervisor[], metrics: Metrics): void {
  const all = (): ReturnType<WorkerSupervisor['progress']> => supervisors.flatMap((supervisor) => supervisor.progress());
  metrics.observe('homeroom_projection_position', () =>
    all().map(({ name, position }) => ({ value: position, labels: { projection: name } })),
  );
  metrics.observe('homeroom_projection_lag_events', () =>
    all().map(({ name, position, head }) => ({ value: Math.max(0, head - position), labels: { projection: name } })),
  );
}
