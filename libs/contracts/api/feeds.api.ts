import { z } from 'zod';
import type { AnswerOf } from './answer.js';
import { asOf, day, district, instant, quantity } from './answer-fields.js';
import type { ApiOperation } from './operation.js';
import { districtQuery } from './queries.js';

const feedView = z
  .strictObject({
    schoolId: z.string(),
    source: z.string(),
    counts: z.record(z.string(), quantity).describe('Records by kind'),
    lastRecordedAt: instant.describe('When the last one was appended'),
    lastKnownAt: z.string().nullable().describe('When the source made the latest one'),
    lastAttendanceDate: day.nullable(),
    schoolDaysBehind: quantity.nullable().describe('Since the last day with attendance; null where this source sends none'),
    isSilent: z.boolean().describe('More than a day behind: what is shown of the school may be older than it looks'),
  })
  .meta({ id: 'Feed', description: 'What has come from one source for one school' });

const feedsAnswer = z.strictObject({ district, asOf, feeds: z.array(feedView) }).meta({ id: 'Feeds' });

export type FeedView = AnswerOf<typeof feedView>;
export type FeedsAnswer = AnswerOf<typeof feedsAnswer>;

export const feedsApi: readonly ApiOperation[] = [
  {
    method: 'get',
    path: '/api/feeds',
    id: 'listFeeds',
    tag: 'records',
    summary: 'What has come from each source for each school, and which have fallen silent',
    query: districtQuery,
    answer: feedsAnswer,
  },
];
