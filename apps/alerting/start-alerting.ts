import { SubscriptionRunner, type EventLog, type EventStore, type FailPoint, type ReadModels } from '#libs/event-sourcing';
import type { RunOptions } from '#libs/workers';
import { ALERTING, AlertingProcess, alertingPrefixes } from './alerting.process.js';
import { StaffAssignments } from './staff-assignments.js';

export interface AlertingParts {
  readonly store: EventStore;
  readonly log: EventLog;
  readonly models: ReadModels;
  readonly failPoint?: FailPoint;
}

/** Alerting as it stands at its checkpoint, ready to go on: assignments are folded again from the staff streams. */
export async function startAlerting({ store, log, models, failPoint }: AlertingParts, run: RunOptions): Promise<SubscriptionRunner> {
  const assignments = new StaffAssignments();
  const upTo = await models.checkpoint(ALERTING);
  if (upTo > 0) {
    for await (const { events } of log.read({ prefixes: ['staff-'], upTo })) events.forEach((event) => assignments.apply(event));
  }
  const fail = failPoint === undefined ? {} : { failPoint };
  const alerting = new AlertingProcess({ store, assignments, ...fail });
  const handle = (batch: Parameters<AlertingProcess['handle']>[0]): Promise<void> => alerting.handle(batch);
  return new SubscriptionRunner({ projection: ALERTING, log, models, prefixes: alertingPrefixes, handle, ...fail, ...run });
}
