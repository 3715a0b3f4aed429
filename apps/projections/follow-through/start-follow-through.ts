import { DocumentProjector, SubscriptionRunner, type LogBatch } from '#libs/event-sourcing';
import type { RunOptions } from '#libs/workers';
import type { DocumentParts } from '../document-parts.js';
import { careProjection } from './care.projection.js';
import { followThroughProjection } from './follow-through.projection.js';
import { FOLLOW_THROUGH } from './follow-through.names.js';
import { followThroughPrefixes, FollowThroughSums } from './follow-through-sums.js';

/** Alerts, contacts and what they came to: folded under one checkpoint, because the sums are made of both. */
export async function startFollowThrough({ log, models, failPoint }: DocumentParts, run: RunOptions): Promise<SubscriptionRunner> {
  const fail = failPoint === undefined ? {} : { failPoint };
  const alerts = new DocumentProjector(followThroughProjection, { models, ...fail });
  const care = new DocumentProjector(careProjection, { models, ...fail });
  const sums = new FollowThroughSums(models);
  await alerts.release(log);
  await care.release(log);
  await sums.start(log);
  const handle = async (batch: LogBatch): Promise<void> => {
    await alerts.handle(batch);
    await care.handle(batch);
    await sums.handle(batch);
  };
  return new SubscriptionRunner({ projection: FOLLOW_THROUGH, log, models, prefixes: followThroughPrefixes, handle, ...fail, ...run });
}
