import type { Logger } from 'pino';
import { Closers, type Service, type Settings } from '#libs/service';
import { openProcessStores } from '#libs/stores';
import { LeasedWorkers, startWorkerService, type Work, WorkerSupervisor } from '#libs/workers';
import { Shard } from '#libs/views';
import { openOutgoing } from './outgoing/open-outgoing.js';
import { quarantinedDocuments } from './quarantined-documents.js';
import { renewOutdated } from './rebuild/renew-outdated.js';
import { DOCUMENTS_LEASE, documentStage, onTrackLease, onTrackStage } from './stages.js';

/** A process of projections: evaluates the students of its shard; all but one stand by for the documents of everybody. @throws StartError */
export function projectionsService(settings: Settings, logger: Logger): Promise<Service> {
  const shard = Shard.parse(settings.PROJECTION_SHARD);
  return Closers.around(async (closers) => {
    const { stores, health, metrics } = await openProcessStores('projections', settings, logger, closers);
    metrics.observe('homeroom_quarantined_documents', () => quarantinedDocuments(stores.models));
    const prepare: Work['prepare'] = (run) => renewOutdated(stores, run);
    const students = new LeasedWorkers(stores, { leases: [onTrackLease(shard)], prepare, stages: [onTrackStage(stores, shard)] });
    const documents = new LeasedWorkers(stores, { leases: [DOCUMENTS_LEASE], prepare, stages: [documentStage(stores)] });
    const share = shard.isWhole ? 'The students' : `The students of shard ${settings.PROJECTION_SHARD}`;
    const whenTaken = (holder: string): string => `${share} are evaluated by ${holder}: stop that one first.`;
    const supervisors = [
      new WorkerSupervisor(students, { logger, whenTaken }),
      new WorkerSupervisor(documents, { logger, whenTaken, standBy: true }),
    ];
    const outgoing = openOutgoing(settings, stores, logger);
    if (outgoing !== null) {
      closers.add(() => outgoing.close());
      supervisors.push(outgoing.supervisor);
    }
    return startWorkerService({ name: 'projections', supervisors, settings, logger, health, metrics }, closers);
  });
}
