import { gradeLevels, resultNames } from '#libs/domain';
import { z } from 'zod';
import type { AnswerOf } from './answer.js';
import { asOf, day, district, next, personName, quantity, schoolYear, shownId, status } from './answer-fields.js';
import { alertView } from './alert-view.js';
import type { ApiOperation } from './operation.js';
import { districtQuery, studentsQuery } from './queries.js';

const figure = z.union([z.number(), z.string()]);

const outcome = {
  name: z.string(),
  value: figure.nullable().describe('null where nothing is there to measure'),
  threshold: figure,
  result: z.enum(resultNames),
  present: quantity.exactOptional().describe('Of attendance: days present'),
  enrolled: quantity.exactOptional().describe('Of attendance: days that count'),
};

export const studentView = z
  .strictObject({
    studentId: shownId,
    name: personName,
    gradeLevel: z.enum(gradeLevels),
    schoolId: z.string(),
    communityId: z.string().nullable(),
    milestone: z.string().nullable().describe('What the rules ask of this grade; null where they ask nothing'),
    status,
    enrolled: z.boolean(),
    isCurrent: z.boolean().describe('False where an event could not be read: the row is as it was before'),
    conditions: z.array(z.strictObject({ ...outcome, words: z.string().describe('In plain words') })),
  })
  .meta({ id: 'Student', description: 'A student’s status, as `homeroom status` shows it' });

const evidence = z
  .strictObject({
    eventId: z.string(),
    position: z.int().describe('Where the event stands in the log'),
    revision: z.int(),
    type: z.string(),
    date: day.describe('When it happened; for a mark, from when it counts'),
    what: z.string().describe('In plain words'),
    knownAt: z.string().nullable().describe('When the district knew; null where the source did not say'),
    counts: z.boolean().describe('Whether the value rests on it; else it is there to show why not'),
  })
  .meta({ id: 'Evidence' });

const explainedCondition = z
  .strictObject({
    ...outcome,
    sentence: z.string().describe('The rule in words'),
    evidence: z.array(evidence),
    missing: z.string().nullable().describe('What would have to be known before it can be judged'),
    days: z
      .strictObject({ present: quantity, absent: z.array(day), tardy: z.array(day) })
      .exactOptional()
      .describe('Of attendance: the days of the rate'),
  })
  .meta({ id: 'ExplainedCondition' });

const studentsAnswer = z.strictObject({ district, asOf, students: z.array(studentView), next }).meta({ id: 'Students' });

const studentDetail = studentView
  .extend({
    district,
    schoolYear,
    asOf: day,
    profile: z.string().describe('The rules that hold'),
    profileVersion: z.string(),
    history: z.array(z.tuple([day, status])).describe('The status on the days it changed'),
    evidence: z.array(explainedCondition),
    otherIds: z.array(z.string()).describe('Other ids of the student, under which records came too'),
    alerts: z.array(alertView).describe('Newest first; those under other ids of the student after those under the present one'),
  })
  .meta({ id: 'StudentDetail', description: 'A student’s status with the events behind each figure' });

export type StudentView = AnswerOf<typeof studentView>;
export type StudentsAnswer = AnswerOf<typeof studentsAnswer>;
export type StudentDetail = AnswerOf<typeof studentDetail>;

export const studentsApi: readonly ApiOperation[] = [
  {
    method: 'get',
    path: '/api/students',
    id: 'listStudents',
    tag: 'students',
    summary: 'The students of a district with their status, page by page',
    query: studentsQuery,
    answer: studentsAnswer,
  },
  {
    method: 'get',
    path: '/api/students/{id}',
    id: 'showStudent',
    tag: 'students',
    summary: 'One student: the status, and the events behind each figure',
    description: 'Somebody unknown and somebody who is not enrolled are answered alike.',
    query: districtQuery,
    answer: studentDetail,
  },
];
