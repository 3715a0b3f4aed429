import { z } from 'zod';
import { profileSchema } from '../profiles/profile.schema.js';
import type { AnswerOf } from './answer.js';
import { day, district, instant } from './answer-fields.js';
import type { ApiOperation } from './operation.js';
import { districtQuery, profileQuery } from './queries.js';

const profileView = z
  .strictObject({
    name: z.string(),
    version: z.string().describe('Changes with every change of the rules'),
    title: z.string(),
    source: z.string().describe('Where the rules are published'),
    isOwn: z.boolean().describe('The district’s own; else they come with the product'),
    isDefault: z.boolean().describe('In force where nobody has decided'),
  })
  .meta({ id: 'NamedRules', description: 'Rules that can be named in a district, without their conditions' });

const profilesAnswer = z.strictObject({ district, profiles: z.array(profileView) }).meta({ id: 'Profiles' });

const adoptionView = z
  .strictObject({
    communityId: z.string().nullable().describe('null: for every community that has not decided for itself'),
    profile: z.string(),
    version: z.string(),
    by: z.string(),
    reason: z.string(),
    since: day.nullable().describe('The day of the district then; null before its first one'),
    recordedAt: instant,
    inForce: z.boolean().describe('No later decision is for the same students'),
  })
  .meta({ id: 'Adoption', description: 'A decision of named people on the rules that students are judged by' });

const adoptionsAnswer = z.strictObject({ district, adoptions: z.array(adoptionView) }).meta({ id: 'Adoptions' });

export type ProfilesAnswer = AnswerOf<typeof profilesAnswer>;
export type AdoptionView = AnswerOf<typeof adoptionView>;
export type AdoptionsAnswer = AnswerOf<typeof adoptionsAnswer>;

export const profilesApi: readonly ApiOperation[] = [
  {
    method: 'get',
    path: '/api/profiles',
    id: 'listProfiles',
    tag: 'rules',
    summary: 'The rules that come with the product, and those that the district has adopted of its own',
    query: districtQuery,
    answer: profilesAnswer,
  },
  {
    method: 'get',
    path: '/api/profiles/{name}',
    id: 'showProfile',
    tag: 'rules',
    summary: 'One set of rules as a whole, in its newest version or in the one asked for',
    query: profileQuery,
    answer: profileSchema.meta({ id: 'RuleProfile', description: 'Rules as data: what students of each grade are held to' }),
  },
  {
    method: 'get',
    path: '/api/profile-adoptions',
    id: 'listProfileAdoptions',
    tag: 'rules',
    summary: 'Which rules were in force for whom, since when, by whose decision and why, in order',
    query: districtQuery,
    answer: adoptionsAnswer,
  },
];
