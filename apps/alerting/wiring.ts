import type { Logger } from 'pino';
import type { Service, Settings } from '#libs/service';
import { openStores, StoresHealth } from '#libs/stores';
import { LeasedWorkers, startWorkerService, WorkerSupervisor } from '#libs/workers';
import { ALERTING_LEASE, alertingStage } from './alerting.stage.js';

/** The alerting process: one works, others stand by. @throws StartError */
export async function alertingService(settings: Settings, logger: Logger): Promise<Service> {
  const stores = await openStores(settings);
  const workers = new LeasedWorkers(stores, { leases: [ALERTING_LEASE], stages: [alertingStage(stores)] });
  const whenTaken = (holder: string): string => `Alerts are raised by ${holder}.`;
  const supervisors = [new WorkerSupervisor(workers, { logger, whenTaken, standBy: true })];
  const health = new StoresHealth(stores);
  return startWorkerService({ name: 'alerting', supervisors, settings, logger, health, close: () => stores.close() });
}
