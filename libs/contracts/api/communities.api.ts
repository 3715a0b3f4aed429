import { z } from 'zod';
import type { AnswerOf } from './answer.js';
import { day, district, quantity, schoolYear, statusCounts } from './answer-fields.js';
import type { ApiOperation } from './operation.js';
import { districtQuery } from './queries.js';

const communityView = z
  .strictObject({
    district,
    communityId: z.string(),
    schoolYear,
    name: z.string().describe('The id where the community is joined but not defined'),
    schoolId: z.string().nullable(),
    theme: z.string().nullable(),
    size: quantity.describe('Students enrolled that day'),
    sizeLimit: z.int().min(1),
    isOverLimit: z.boolean(),
    asOf: day,
    counts: statusCounts,
    milestones: z.record(z.string(), statusCounts).describe('Counts by what the rules ask of a grade'),
    quarantined: quantity.describe('Students that are not current and left out of the counts'),
    trend: z.array(z.strictObject({ date: day, counts: statusCounts })).describe('The school days before, as known now; the newest last'),
  })
  .meta({ id: 'Community', description: 'A learning community in one school year' });

const communitiesAnswer = z.strictObject({ district, communities: z.array(communityView) }).meta({ id: 'Communities' });

export type CommunityView = AnswerOf<typeof communityView>;
export type CommunitiesAnswer = AnswerOf<typeof communitiesAnswer>;

export const communitiesApi: readonly ApiOperation[] = [
  {
    method: 'get',
    path: '/api/communities',
    id: 'listCommunities',
    tag: 'communities',
    summary: 'The communities of the school year that is shown',
    query: districtQuery,
    answer: communitiesAnswer,
  },
  {
    method: 'get',
    path: '/api/communities/{id}',
    id: 'showCommunity',
    tag: 'communities',
    summary: 'One community',
    query: districtQuery,
    answer: communityView,
  },
];
