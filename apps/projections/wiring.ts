import type { Logger } from 'pino';
import type { Service, Settings } from '#libs/service';
import { openStores, StoresHealth } from '#libs/stores';
import { LeasedWorkers, startWorkerService, WorkerSupervisor } from '#libs/workers';
import { Shard } from './shards/shard.js';
import { DOCUMENTS_LEASE, documentStage, onTrackLease, onTrackStage } from './stages.js';

/** A process of projections: evaluates the students of its shard; all but one stand by for the documents of everybody. @throws StartError */
export async function projectionsService(settings: Settings, logger: Logger): Promise<Service> {
  const shard = Shard.parse(settings.PROJECTION_SHARD);
  const stores = await openStores(settings);
  const students = new LeasedWorkers(stores, { leases: [onTrackLease(shard)], stages: [onTrackStage(stores, shard)] });
  const documents = new LeasedWorkers(stores, { leases: [DOCUMENTS_LEASE], stages: [documentStage(stores)] });
  const share = shard.isWhole ? 'The students' : `The students of shard ${settings.PROJECTION_SHARD}`;
  const whenTaken = (holder: string): string => `${share} are evaluated by ${holder}: stop that one first.`;
  const supervisors = [
    new WorkerSupervisor(students, { logger, whenTaken }),
    new WorkerSupervisor(documents, { logger, whenTaken, standBy: true }),
  ];
  const health = new StoresHealth(stores);
  return startWorkerService({ name: 'projections', supervisors, settings, logger, health, close: () => stores.close() });
}
