import { SubscriptionRunner, type EventLog, type EventStore, type FailPoint, type ReadModels } from '#libs/event-sourcing';
import type { RunOptions } from '#libs/workers';
import { ALERTING, AlertingProcess, alertingPrefixes } from './alerting.process.js';
import { AlertingMemory, memoryPrefixes } from './memory/alerting-memory.js';
import { Communities, shownCommunities } from './memory/communities.js';
import { LatestAttendance } from './memory/latest-attendance.js';

export interface AlertingParts {
  readonly store: EventStore;
  readonly log: EventLog;
  readonly models: ReadModels;
  readonly failPoint?: FailPoint;
}

/**
 * Alerting as it stands at its checkpoint, ready to go on. What it goes by is folded again from the log: of what it has written
 * itself everything, so that nothing is decided twice.
 */
export async function startAlerting({ store, log, models, failPoint }: AlertingParts, run: RunOptions): Promise<SubscriptionRunner> {
  const memory = new AlertingMemory();
  const attendance = new LatestAttendance();
  const handled = await models.checkpoint(ALERTING);
  for await (const { events } of log.read({ prefixes: memoryPrefixes })) events.forEach((event) => memory.remember(event, handled));
  if (handled > 0) await attendance.start(models);
  const fail = failPoint === undefined ? {} : { failPoint };
  const communities = new Communities(shownCommunities(models));
  const alerting = new AlertingProcess({ store, models, memory, attendance, communities, handled, ...fail });
  const handle = (batch: Parameters<AlertingProcess['handle']>[0]): Promise<void> => alerting.handle(batch);
  return new SubscriptionRunner({ projection: ALERTING, log, models, prefixes: alertingPrefixes, handle, ...fail, ...run });
}
