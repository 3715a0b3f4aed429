import { staffRoles } from '#libs/domain';
import { z } from 'zod';
import type { AnswerOf } from './answer.js';
import { asOf, day, district, person } from './answer-fields.js';
import { preferencesBody } from './commands.js';
import { json, type ApiOperation } from './operation.js';
import { districtQuery } from './queries.js';
import { studentView } from './students.api.js';

const duty = z
  .strictObject({
    role: z.enum(staffRoles),
    from: day,
    to: day.nullable().describe('The first day it no longer holds'),
    communityId: z.string().exactOptional(),
    schoolId: z.string().exactOptional(),
    sectionId: z.string().exactOptional(),
    student: person.exactOptional(),
  })
  .meta({ id: 'Assignment' });

const caseloadAnswer = z
  .strictObject({
    district,
    asOf,
    staff: person,
    assignments: z.array(duty).describe('Those that hold today'),
    students: z.array(studentView),
    isCut: z.boolean().describe('True where there are more students than one answer holds'),
  })
  .meta({ id: 'Caseload', description: 'Whom a member of staff is there for today' });

const preferencesSet = z
  .strictObject({ changed: z.boolean().describe('False where the same stood already') })
  .meta({ id: 'PreferencesSet' });

export type CaseloadAnswer = AnswerOf<typeof caseloadAnswer>;
export type PreferencesSet = AnswerOf<typeof preferencesSet>;

export const staffApi: readonly ApiOperation[] = [
  {
    method: 'get',
    path: '/api/staff/{id}/caseload',
    id: 'showCaseload',
    tag: 'staff',
    summary: 'Whom a member of staff is there for today',
    query: districtQuery,
    answer: caseloadAnswer,
  },
  {
    method: 'put',
    path: '/api/staff/{id}/notice-preferences',
    id: 'setNoticePreferences',
    tag: 'staff',
    summary: 'How a member of staff wants to be told',
    description: 'Takes the place of what was said before.',
    query: districtQuery,
    body: json(preferencesBody),
    answer: preferencesSet,
    problems: [403, 404, 409],
  },
];
