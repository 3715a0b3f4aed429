import type { DocumentProjection } from '#libs/event-sourcing';
import { feedDays, type FeedDayDocument } from '#libs/views';
import { feedId, feedOf, feedPrefixes, requireFeed } from './feed-of.js';

const DAY_LENGTH = 'YYYY-MM-DD'.length;
const HOUR_AT = 'YYYY-MM-DDT'.length;

/** What each feed brought on each day, by hour: whoever asks counts the hours of the days at the district's place. */
export const feedDaysProjection: DocumentProjection<FeedDayDocument> = {
  name: 'feed-days',
  prefixes: feedPrefixes,
  collection: feedDays,

  idOf(event) {
    const feed = feedOf(event);
    return feed === null ? null : `${feedId(feed)}/${event.recordedAt.slice(0, DAY_LENGTH)}`;
  },

  evolve(document, event) {
    const { district, schoolId, source, record } = requireFeed(event);
    const before = document ?? { district, day: event.recordedAt.slice(0, DAY_LENGTH), schoolId, source, hours: {} };
    const hour = event.recordedAt.slice(HOUR_AT, HOUR_AT + 2);
    const ofRecord = before.hours[record] ?? {};
    const [appended, superseded] = ofRecord[hour] ?? [0, 0];
    const counted = [appended + 1, superseded + (event.superseded ? 1 : 0)] as const;
    return { ...before, hours: { ...before.hours, [record]: { ...ofRecord, [hour]: counted } } };
  },
};
