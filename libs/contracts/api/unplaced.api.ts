import { z } from 'zod';
import type { AnswerOf } from './answer.js';
import { day, district, next, personName, quantity, schoolYear, shownId } from './answer-fields.js';
import type { ApiOperation } from './operation.js';
import { pageQuery } from './queries.js';

const unplacedView = z
  .strictObject({
    studentId: shownId,
    name: personName,
    schoolYear,
    dates: z.array(day).describe('Of attendance'),
    marks: quantity,
    incidents: quantity,
  })
  .meta({ id: 'Unplaced', description: 'Records of a student that count as soon as an enrolment covers them' });

const unplacedAnswer = z.strictObject({ district, unplaced: z.array(unplacedView), next }).meta({ id: 'UnplacedRecords' });

export type UnplacedAnswer = AnswerOf<typeof unplacedAnswer>;

export const unplacedApi: readonly ApiOperation[] = [
  {
    method: 'get',
    path: '/api/unplaced',
    id: 'listUnplaced',
    tag: 'records',
    summary: 'Records that wait for an enrolment',
    query: pageQuery,
    answer: unplacedAnswer,
  },
];
