import type { Logger } from 'pino';
import { Closers, type Service, type Settings } from '#libs/service';
import { openProcessStores } from '#libs/stores';
import { LeasedWorkers, startWorkerService, WorkerSupervisor } from '#libs/workers';
import { ALERTING_LEASE, alertingStage } from './alerting.stage.js';

/** The alerting process: one works, others stand by. @throws StartError */
export function alertingService(settings: Settings, logger: Logger): Promise<Service> {
  return Closers.around(async (closers) => {
    const { stores, health, metrics } = await openProcessStores('alerting', settings, closers);
    const workers = new LeasedWorkers(stores, { leases: [ALERTING_LEASE], stages: [alertingStage(stores)] });
    const whenTaken = (holder: string): string => `Alerts are raised by ${holder}.`;
    const supervisors = [new WorkerSupervisor(workers, { logger, whenTaken, standBy: true })];
    return startWorkerService({ name: 'alerting', supervisors, settings, logger, health, metrics }, closers);
  });
}
