import { SubscriptionRunner, type EventLog, type FailPoint, type ReadModels } from '#libs/event-sourcing';
import { ReferenceState, referencePrefixes } from '#libs/views';
import type { RunOptions } from '#libs/workers';
import { CommunitySummaries } from './communities/community-summaries.js';
import { ON_TRACK, OnTrackProjection, onTrackPrefixes } from './on-track/on-track.projection.js';
import type { StatusRecorder } from './on-track/status-recorder.js';

export interface OnTrackParts {
  readonly log: EventLog;
  readonly models: ReadModels;
  readonly recorder: StatusRecorder;
  readonly failPoint?: FailPoint;
}

/** The on-track projection as it stands at its checkpoint, ready to go on. */
export async function startOnTrack(
  parts: OnTrackParts,
  run: RunOptions,
): Promise<{ runner: SubscriptionRunner; projection: OnTrackProjection }> {
  const { log, models, recorder, failPoint } = parts;
  const reference = new ReferenceState();
  const upTo = await models.checkpoint(ON_TRACK);
  if (upTo > 0) {
    for await (const { events } of log.read({ prefixes: referencePrefixes, upTo })) events.forEach((event) => reference.apply(event));
  }
  const communities = new CommunitySummaries(models, reference);
  const fail = failPoint === undefined ? {} : { failPoint };
  const projection = new OnTrackProjection({ models, reference, recorder, communities, ...fail });
  await projection.start();
  const handle = (batch: Parameters<OnTrackProjection['handle']>[0]): Promise<void> => projection.handle(batch);
  const runner = new SubscriptionRunner({ projection: ON_TRACK, log, models, prefixes: onTrackPrefixes, handle, ...fail, ...run });
  return { runner, projection };
}
