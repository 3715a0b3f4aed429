import { parseStream, recordNameOf } from '#libs/domain';
import type { DocumentProjection, RecordedEvent } from '#libs/event-sourcing';
import { feeds, type FeedDocument } from '#libs/views';
import { takes } from '../who-takes-what.js';

const attendanceTypes = new Set(['attendance-recorded.v1', 'attendance-submitted.v1']);

/** Feeds by school and source, from what students and schools are recorded to have done. */
export const feedsProjection: DocumentProjection<FeedDocument> = {
  name: 'feeds',
  prefixes: ['student-', 'school-'],
  collection: feeds,

  idOf(event) {
    if (!takes('feeds', event.type)) return null;
    const school = schoolOf(event);
    return school === null ? null : `${parseStream(event.stream).district}/${school}/${event.metadata.source ?? ''}`;
  },

  evolve(feed, event) {
    const before = feed ?? emptyFeed(event);
    const name = recordNameOf(event.type) ?? event.type;
    const date = attendanceTypes.has(event.type) ? (event.data as { readonly date: string }).date : null;
    return {
      ...before,
      counts: { ...before.counts, [name]: (before.counts[name] ?? 0) + 1 },
      lastRecordedAt: event.recordedAt,
      lastKnownAt: later(before.lastKnownAt, event.metadata.knownAt ?? null),
      lastAttendanceDate: later(before.lastAttendanceDate, date),
    };
  },
};

function emptyFeed(event: RecordedEvent): FeedDocument {
  return {
    district: parseStream(event.stream).district,
    schoolId: schoolOf(event) ?? '',
    source: event.metadata.source ?? '',
    counts: {},
    lastRecordedAt: event.recordedAt,
    lastKnownAt: null,
    lastAttendanceDate: null,
  };
}

/** The school of a fact; null where it names none, as a retraction by its natural key. */
function schoolOf(event: RecordedEvent): string | null {
  const stream = parseStream(event.stream);
  if (stream.kind === 'school') return stream.school;
  const { schoolId } = event.data as { readonly schoolId?: string };
  return schoolId ?? null;
}

function later(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? b : a;
}
