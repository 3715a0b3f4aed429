import { z } from 'zod';
import type { AnswerOf } from './answer.js';
import { asOf, day, district, instant, next, quantity } from './answer-fields.js';
import { feed, feedCounts, feedTotal, recordCounts } from './feed-counts.js';
import type { ApiOperation } from './operation.js';
import { feedDaysQuery, pageQuery } from './queries.js';

const schoolDaysBehind = quantity
  .nullable()
  .describe('School days before today of which no attendance has come, at most 20; null where it is not sent or no calendar says when');
const lastAttendanceDate = day.nullable().describe('The latest school day with attendance or a submission');

const feedView = z
  .strictObject({
    ...feed,
    lastRecordedAt: instant.nullable().describe('When the last record was appended; null where none was'),
    lastKnownAt: z.string().nullable().describe('When the source made the latest one'),
    lastAttendanceDate,
    lastSubmittedDate: day.nullable().describe('The latest school day whose attendance was submitted as a whole'),
    schoolDaysBehind,
    isSilent: z.boolean().describe('At least one whole school day is missing: what is shown of the school may be older than it looks'),
    records: z.array(z.strictObject(recordCounts)).describe('By kind'),
  })
  .meta({ id: 'Feed', description: 'What has come from one source for one school' });

const silentSchool = z
  .strictObject({
    schoolId: z.string(),
    lastDate: day.nullable().describe('The latest day with attendance; where absences only are sent, the latest one that was submitted'),
    schoolDaysBehind,
    isSilent: z.boolean(),
  })
  .meta({ id: 'SilentSchool' });

const feedsAnswer = z
  .strictObject({
    district,
    asOf,
    total: feedTotal.describe('Over all pages'),
    silent: z.array(silentSchool).describe('Schools of whose attendance at least one whole day has not come, whichever source sends it'),
    unplacedStudents: quantity.describe('Students of whom records wait for an enrolment, at most 10,000; see /api/unplaced'),
    feeds: z.array(feedView),
    next,
  })
  .meta({ id: 'Feeds' });

const feedDaysAnswer = z
  .strictObject({
    district,
    from: day,
    to: day,
    timeZone: z.string().describe('Where these days are days'),
    total: feedTotal.describe('Over all pages'),
    counts: z.array(feedCounts).describe('By day, school, source and kind of record'),
    next,
  })
  .meta({ id: 'FeedDays' });

export type FeedView = AnswerOf<typeof feedView>;
export type FeedsAnswer = AnswerOf<typeof feedsAnswer>;
export type FeedDaysAnswer = AnswerOf<typeof feedDaysAnswer>;

export const feedsApi: readonly ApiOperation[] = [
  {
    method: 'get',
    path: '/api/feeds',
    id: 'listFeeds',
    tag: 'records',
    summary: 'What has come from each source for each school, where it is, and which have fallen silent',
    query: pageQuery,
    answer: feedsAnswer,
  },
  {
    method: 'get',
    path: '/api/feeds/days',
    id: 'listFeedDays',
    tag: 'records',
    summary: 'The same by the day on which it came, to reconcile with what was sent',
    query: feedDaysQuery,
    answer: feedDaysAnswer,
  },
];
