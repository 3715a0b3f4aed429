import { z } from 'zod';
import type { AnswerOf } from './answer.js';
import { day, district, instant, next, personName, quantity, schoolYear, shownId } from './answer-fields.js';
import type { ApiOperation } from './operation.js';
import { pageQuery } from './queries.js';

const unplacedRecord = z
  .strictObject({
    record: z.string().describe('For example `attendance-recorded`'),
    date: day.nullable().describe('The school day it is about; null where it is about the school year'),
    schoolId: z.string().nullable(),
    source: z.string().nullable(),
    knownAt: z.string().nullable().describe('When the source made it'),
    recordedAt: instant.describe('When it was appended here'),
    eventId: z.string().describe('The event in the log'),
    why: z.string().describe('In plain words'),
    wouldPlace: z.string().describe('What would make it count'),
  })
  .meta({ id: 'UnplacedRecord' });

const unplacedView = z
  .strictObject({
    studentId: shownId,
    name: personName,
    schoolYear,
    dates: z.array(day).describe('Of attendance'),
    marks: quantity,
    incidents: quantity,
    records: z.array(unplacedRecord),
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
    summary: 'Records that wait for an enrolment; of 50 students at most in one answer',
    query: pageQuery,
    answer: unplacedAnswer,
  },
];
