import { z } from 'zod';
import type { AnswerOf } from './answer.js';
import { asOf, district, quantity, schoolYear } from './answer-fields.js';
import type { ApiOperation } from './operation.js';

const districtView = z
  .strictObject({
    district,
    day: asOf,
    schoolYear,
    students: quantity.describe('Enrolled in communities that day'),
    communities: quantity,
  })
  .meta({ id: 'District' });

const districtsAnswer = z.array(districtView);

export type DistrictView = AnswerOf<typeof districtView>;

export const districtsApi: readonly ApiOperation[] = [
  {
    method: 'get',
    path: '/api/districts',
    id: 'listDistricts',
    tag: 'communities',
    summary: 'The districts with their day: where to begin',
    answer: districtsAnswer,
  },
];
