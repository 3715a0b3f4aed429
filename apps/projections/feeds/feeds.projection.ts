import type { DocumentProjection } from '#libs/event-sourcing';
import { feeds, type FeedDocument } from '#libs/views';
import { feedId, feedOf, feedPrefixes, requireFeed, type Feed } from './feed-of.js';

/** Feeds by school and source, from everything that was sent by a system. */
export const feedsProjection: DocumentProjection<FeedDocument> = {
  name: 'feeds',
  prefixes: feedPrefixes,
  collection: feeds,

  idOf(event) {
    const feed = feedOf(event);
    return feed === null ? null : feedId(feed);
  },

  evolve(document, event) {
    const feed = requireFeed(event);
    const { record } = feed;
    const before = document ?? emptyFeed(feed, event.recordedAt);
    const { date = null } = event.data as { readonly date?: string };
    const submitted = record === 'attendance-submitted' ? date : null;
    return {
      ...before,
      counts: oneMore(before.counts, record),
      superseded: event.superseded ? oneMore(before.superseded, record) : before.superseded,
      lastOfKind: { ...before.lastOfKind, [record]: event.recordedAt },
      lastRecordedAt: event.recordedAt,
      lastKnownAt: later(before.lastKnownAt, event.metadata.knownAt ?? null),
      lastAttendanceDate: later(before.lastAttendanceDate, record === 'attendance-recorded' ? date : submitted),
      lastSubmittedDate: later(before.lastSubmittedDate, submitted),
    };
  },
};

function emptyFeed({ district, schoolId, source }: Feed, lastRecordedAt: string): FeedDocument {
  return {
    district,
    schoolId,
    source,
    counts: {},
    superseded: {},
    lastOfKind: {},
    lastRecordedAt,
    lastKnownAt: null,
    lastAttendanceDate: null,
    lastSubmittedDate: null,
  };
}

function oneMore(counts: Readonly<Record<string, number>>, name: string): Readonly<Record<string, number>> {
  return { ...counts, [name]: (counts[name] ?? 0) + 1 };
}

function later(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? b : a;
}
