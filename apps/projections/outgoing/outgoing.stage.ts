import type { Directory } from '#libs/directory';
import { SubscriptionRunner, type EventLog, type ReadModels } from '#libs/event-sourcing';
import type { RecordProducer } from '#libs/kafka';
import type { Stage } from '#libs/workers';
import { statusRecords } from './status-records.js';

export interface OutgoingParts {
  readonly log: EventLog;
  readonly models: ReadModels;
  readonly directory: Directory;
  readonly producer: Pick<RecordProducer, 'send'>;
}

/** The right to tell a district's own systems; also the name of how far they are told. */
export const OUTGOING = 'outgoing-status';

/**
 * Tells a district's own systems of each change of status, at least once and in the order of the log: first the message is acknowledged, then the
 * checkpoint moves. Where the read models were removed all is told again, under the same ids.
 */
export function outgoingStage({ log, directory, producer }: OutgoingParts): Stage {
  return async (run, models) => {
    const handle = async ({ events }: { readonly events: Parameters<typeof statusRecords>[0] }): Promise<void> => {
      const records = await statusRecords(events, directory);
      if (records.length > 0) await producer.send(records);
    };
    return new Map([[OUTGOING, new SubscriptionRunner({ projection: OUTGOING, log, models, prefixes: ['status-'], handle, ...run })]]);
  };
}
