import { graduationOutcomes } from '#libs/domain';
import { z } from 'zod';
import type { AnswerOf } from './answer.js';
import { asOf, district, quantity, schoolYear } from './answer-fields.js';
import type { ApiOperation } from './operation.js';
import { graduationQuery } from './queries.js';

const graduationRate = z
  .strictObject({
    scope: z.enum(['district', 'school', 'community']),
    id: z.string().describe('Of the district, school or community: where each student was last'),
    years: z.int().describe('After first entering grade 9: 4, 5 or 6'),
    through: schoolYear.describe('The school year up to whose end it is counted'),
    complete: z.boolean().describe('False while that school year goes on'),
    students: quantity.describe('The adjusted cohort: without those who transferred to another district'),
    rate: z.number().min(0).max(1).nullable().describe('Regular diplomas by students; null where nobody is counted'),
    outcomes: z.record(z.enum(graduationOutcomes), quantity).describe('Students by what became of them'),
  })
  .meta({ id: 'GraduationRate' });

const graduationAnswer = z
  .strictObject({
    district,
    asOf,
    cohort: schoolYear.describe('In which the class graduates after four years'),
    rates: z.array(graduationRate),
  })
  .meta({ id: 'Graduation' });

export type GraduationRate = AnswerOf<typeof graduationRate>;
export type GraduationAnswer = AnswerOf<typeof graduationAnswer>;

export const graduationApi: readonly ApiOperation[] = [
  {
    method: 'get',
    path: '/api/graduation',
    id: 'showGraduation',
    tag: 'communities',
    summary: 'The adjusted cohort graduation rate of a class after four, five and six years',
    description: 'Only a regular diploma is a graduation. Years that have not begun are left out.',
    query: graduationQuery,
    answer: graduationAnswer,
  },
];
