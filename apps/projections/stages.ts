import type { EventStore } from '#libs/event-sourcing';
import type { Stage } from '#libs/workers';
import { startDocumentProjections, type DocumentParts } from './document-projections.js';
import { ON_TRACK } from './on-track/on-track.projection.js';
import { AppendingStatusRecorder } from './on-track/status-recorder.js';
import { startOnTrack, type OnTrackParts } from './start-on-track.js';

/** The right to evaluate all students. */
export const ON_TRACK_LEASE = ON_TRACK;
/** The right to fold what is not about single students. */
export const DOCUMENTS_LEASE = 'documents';

/** Students' statuses, recorded in the log, and their communities. */
export function onTrackStage(parts: Omit<OnTrackParts, 'recorder'> & { readonly store: EventStore }): Stage {
  return async (run) => {
    const recorder = new AppendingStatusRecorder(parts.store);
    return new Map([[ON_TRACK, (await startOnTrack({ ...parts, recorder }, run)).runner]]);
  };
}

/** Alerts, inboxes, feeds and staff. */
export function documentStage(parts: DocumentParts): Stage {
  return (run) => startDocumentProjections(parts, run);
}
