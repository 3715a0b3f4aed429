import { kafkaConnectionOf, KafkajsRecordProducer } from '#libs/kafka';
import type { Settings } from '#libs/service';
import type { Stores } from '#libs/stores';
import { LeasedWorkers, WorkerSupervisor } from '#libs/workers';
import type { Logger } from 'pino';
import { OUTGOING, outgoingStage } from './outgoing.stage.js';

export interface Outgoing {
  /** Stands by where another process tells. */
  readonly supervisor: WorkerSupervisor;
  /** To be called after the supervisor has stopped. */
  close(): Promise<void>;
}

/** Tells a district's own systems of changes of status by Kafka, by one process of all; null where the settings name no brokers. */
export function openOutgoing(settings: Settings, stores: Stores, logger: Logger): Outgoing | null {
  const connection = kafkaConnectionOf(settings);
  if (connection === null) return null;
  const producer = new KafkajsRecordProducer({ connection, logger });
  const workers = new LeasedWorkers(stores, { leases: [OUTGOING], stages: [outgoingStage({ ...stores, producer })] });
  const whenTaken = (holder: string): string => `Changes of status are told to Kafka by ${holder}.`;
  return { supervisor: new WorkerSupervisor(workers, { logger, whenTaken, standBy: true }), close: () => producer.close() };
}
