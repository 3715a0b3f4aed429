import type { Logger } from 'pino';
import { Closers, publicUrlOf, type Service, type Settings } from '#libs/service';
import { openProcessStores } from '#libs/stores';
import { LeasedWorkers, startWorkerService, WorkerSupervisor } from '#libs/workers';
import { ALERTING_LEASE, alertingStage } from './alerting.stage.js';
import { openChannels } from './channels.js';
import { startSending } from './outbox/sending.js';

/** The alerting process: one works and one sends, others stand by. @throws StartError */
export function alertingService(settings: Settings, logger: Logger): Promise<Service> {
  return Closers.around(async (closers) => {
    const { stores, health, metrics } = await openProcessStores('alerting', settings, logger, closers);
    const workers = new LeasedWorkers(stores, { leases: [ALERTING_LEASE], stages: [alertingStage(stores)] });
    const whenTaken = (holder: string): string => `Alerts are raised by ${holder}.`;
    const supervisors = [new WorkerSupervisor(workers, { logger, whenTaken, standBy: true })];
    const channels = openChannels(settings, { ...stores, folder: settings.HOMEROOM_DATA_DIR });
    const sending = startSending({ ...stores, channels, publicUrl: publicUrlOf(settings) }, logger);
    closers.add(() => sending.stop());
    return startWorkerService({ name: 'alerting', supervisors, settings, logger, health, metrics }, closers);
  });
}
