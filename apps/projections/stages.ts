import type { EventStore } from '#libs/event-sourcing';
import type { Stage } from '#libs/workers';
import { wholeShard, type Shard } from '#libs/views';
import type { DocumentParts } from './document-parts.js';
import { startDocumentProjections } from './document-projections.js';
import { ON_TRACK } from './on-track/on-track.names.js';
import { AppendingStatusRecorder } from './on-track/status-recorder.js';
import { bringIntoForce, type MoveParts } from './shards/move-shards.js';
import { startOnTrack, type OnTrackParts } from './start-on-track.js';

/** The right to fold what is not about single students. */
export const DOCUMENTS_LEASE = 'documents';

/** The right to evaluate the students of a shard. */
export function onTrackLease(shard: Shard = wholeShard): string {
  return shard.named(ON_TRACK);
}

/** Students' statuses, recorded in the log, and their communities. */
export function onTrackStage(
  parts: Omit<OnTrackParts, 'recorder' | 'part'> & MoveParts & { readonly store: EventStore },
  shard: Shard = wholeShard,
): Stage {
  return async (run, models) => {
    const recorder = new AppendingStatusRecorder(parts.store);
    const layout = await bringIntoForce({ ...parts, models }, shard, run.signal === undefined ? {} : { signal: run.signal });
    return new Map([[shard.named(ON_TRACK), (await startOnTrack({ ...parts, models, recorder, part: { shard, layout } }, run)).runner]]);
  };
}

/** Alerts, inboxes, feeds and staff. */
export function documentStage(parts: DocumentParts): Stage {
  return (run, models) => startDocumentProjections({ ...parts, models }, run);
}
