import { parseStream, type AlertEnded, type AlertEvent, type AlertRaised } from '#libs/domain';
import type { DocumentProjection, RecordedEvent } from '#libs/event-sourcing';
import { followThrough, type FollowThroughDocument } from '#libs/views';
import { takes } from '../who-takes-what.js';
import { FOLLOW_THROUGH } from './follow-through.names.js';

/** When an alert was told, taken in hand and over, from the alert streams. */
export const followThroughProjection: DocumentProjection<FollowThroughDocument> = {
  name: FOLLOW_THROUGH,
  prefixes: ['alert-'],
  collection: followThrough,

  idOf(event) {
    if (!takes('follow-through', event.type)) return null;
    const stream = parseStream(event.stream);
    return stream.kind === 'alert' ? stream.alert : null;
  },

  evolve(followed, event) {
    const told = event as RecordedEvent & AlertEvent;
    if (told.type === 'alert-raised.v1') return raised(event, told.data);
    if (followed === null) throw new Error(`${event.stream} begins with ${event.type} and not with alert-raised.v1.`);
    return { ...followed, ...changesOf(followed, told) };
  },
};

function raised(event: RecordedEvent, data: AlertRaised): FollowThroughDocument {
  const { schoolYear, communityId, rule, studentKey, silent = false, asOf } = data;
  return {
    district: parseStream(event.stream).district,
    schoolYear,
    communityId,
    part: communityId === null && studentKey !== null ? studentKey.slice(0, 2) : null,
    rule,
    studentKey,
    silent,
    asOf,
    recordedAt: event.metadata.originAt ?? event.recordedAt,
    firstNoticeAt: null,
    firstInHandAt: null,
    ended: null,
    endedAsOf: null,
    isUnowned: true,
    isWaiting: true,
  };
}

type Followed = FollowThroughDocument;

function changesOf(followed: Followed, event: RecordedEvent & Exclude<AlertEvent, { type: 'alert-raised.v1' }>): Partial<Followed> {
  switch (event.type) {
    case 'alert-worsened.v1':
      return { silent: event.data.silent ?? false, isWaiting: true };
    case 'alert-routed.v1':
      return { isUnowned: event.data.staff.length === 0 };
    case 'alert-notified.v1':
      return { firstNoticeAt: followed.firstNoticeAt ?? event.recordedAt };
    case 'alert-acknowledged.v1':
    case 'alert-snoozed.v1':
      return { firstInHandAt: followed.firstInHandAt ?? event.recordedAt, isWaiting: false };
    case 'alert-woken.v1':
      return { isWaiting: true };
    case 'alert-resolved.v1':
    case 'alert-retracted.v1':
    case 'alert-closed.v1':
      return { ...endOf(followed, event.data, event.recordedAt), isWaiting: false };
    case 'alert-escalated.v1':
    case 'alert-merged.v1':
    case 'alert-separated.v1':
      return {};
  }
}

/** Whoever settles an alert has had it in hand. */
function endOf({ firstInHandAt }: Followed, { ended, asOf }: AlertEnded, at: string): Partial<Followed> {
  return { ended, endedAsOf: asOf, firstInHandAt: firstInHandAt ?? (ended === 'settled' ? at : null) };
}
