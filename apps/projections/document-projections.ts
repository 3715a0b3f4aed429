import { DocumentProjector, SubscriptionRunner } from '#libs/event-sourcing';
import type { RunOptions } from '#libs/workers';
import { alertsProjection } from './alerts/alerts.projection.js';
import { inboxProjection } from './alerts/inbox.projection.js';
import { outboxProjection } from './alerts/outbox.projection.js';
import { careersProjection } from './careers/careers.projection.js';
import type { DocumentParts } from './document-parts.js';
import { feedDaysProjection } from './feeds/feed-days.projection.js';
import { feedsProjection } from './feeds/feeds.projection.js';
import { FOLLOW_THROUGH } from './follow-through/follow-through.names.js';
import { startFollowThrough } from './follow-through/start-follow-through.js';
import { identitiesProjection } from './people/identities.projection.js';
import { staffProjection } from './staff/staff.projection.js';

/** Whose checkpoints they are. */
export const documentProjectionNames: readonly string[] = [
  ...[
    alertsProjection,
    inboxProjection,
    outboxProjection,
    feedsProjection,
    feedDaysProjection,
    staffProjection,
    careersProjection,
    identitiesProjection,
  ].map(({ name }) => name),
  FOLLOW_THROUGH,
];

/**
 * The projections that fold documents of their own events only. Few documents take many events: the log's own batches will do.
 * @param names those that are wanted; the others' documents are not touched.
 */
export async function startDocumentProjections(
  parts: DocumentParts,
  { batchSize: _, ...run }: RunOptions,
  names: readonly string[] = documentProjectionNames,
): Promise<Map<string, SubscriptionRunner>> {
  const { log, models } = parts;
  const fail = parts.failPoint === undefined ? {} : { failPoint: parts.failPoint };
  const runners = new Map<string, SubscriptionRunner>();
  const projectors = [
    { projection: alertsProjection, projector: new DocumentProjector(alertsProjection, { models, ...fail }) },
    { projection: inboxProjection, projector: new DocumentProjector(inboxProjection, { models, ...fail }) },
    { projection: outboxProjection, projector: new DocumentProjector(outboxProjection, { models, ...fail }) },
    { projection: feedsProjection, projector: new DocumentProjector(feedsProjection, { models, ...fail }) },
    { projection: feedDaysProjection, projector: new DocumentProjector(feedDaysProjection, { models, ...fail }) },
    { projection: staffProjection, projector: new DocumentProjector(staffProjection, { models, ...fail }) },
    { projection: careersProjection, projector: new DocumentProjector(careersProjection, { models, ...fail }) },
    { projection: identitiesProjection, projector: new DocumentProjector(identitiesProjection, { models, ...fail }) },
  ];
  for (const { projection, projector } of projectors) {
    const { name, prefixes } = projection;
    if (!names.includes(name)) continue;
    await projector.release(log);
    runners.set(name, new SubscriptionRunner({ projection: name, log, models, prefixes, handle: projector.handle, ...fail, ...run }));
  }
  if (!names.includes(FOLLOW_THROUGH)) return runners;
  return runners.set(FOLLOW_THROUGH, await startFollowThrough(parts, run));
}
