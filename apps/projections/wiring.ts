import type { Logger } from 'pino';
import type { Service, Settings } from '#libs/service';
import { openStores, StoresHealth } from '#libs/stores';
import { LeasedWorkers, startWorkerService, WorkerSupervisor } from '#libs/workers';
import { DOCUMENTS_LEASE, documentStage, ON_TRACK_LEASE, onTrackStage } from './stages.js';

/** The projections process: its students are its own, the other documents are folded by one and stood by for by others. @throws StartError */
export async function projectionsService(settings: Settings, logger: Logger): Promise<Service> {
  const stores = await openStores(settings);
  const students = new LeasedWorkers(stores, { leases: [ON_TRACK_LEASE], stages: [onTrackStage(stores)] });
  const documents = new LeasedWorkers(stores, { leases: [DOCUMENTS_LEASE], stages: [documentStage(stores)] });
  const whenTaken = (holder: string): string => `The students are evaluated by ${holder}: stop that one first.`;
  const supervisors = [
    new WorkerSupervisor(students, { logger, whenTaken }),
    new WorkerSupervisor(documents, { logger, whenTaken, standBy: true }),
  ];
  const health = new StoresHealth(stores);
  return startWorkerService({ name: 'projections', supervisors, settings, logger, health, close: () => stores.close() });
}
