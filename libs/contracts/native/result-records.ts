import { actionKinds, incidentCategories, markOrigins, subjects, termKinds } from '#libs/domain';
import { z } from 'zod';
import { amount, date, identifier, optional } from './fields.js';
import { yearRecord } from './record-rules.js';

const MOST_ACTIONS = 50;
const student = { studentId: identifier };

/** A student's marks, incidents and tests. */
export const resultRecords = {
  'grade-posted': yearRecord(
    {
      ...student,
      schoolId: identifier,
      courseId: identifier,
      subject: z.enum(subjects),
      termId: identifier,
      termKind: z.enum(termKinds),
      termEnd: date,
      markedOn: optional(date),
      origin: optional(z.enum(markOrigins)),
      letter: optional(z.string().min(1).max(20)),
      percent: optional(z.number().min(0).max(100)),
      gradePoints: optional(z.number()),
      creditsAttempted: optional(amount),
      creditsEarned: optional(amount),
      core: optional(z.boolean()),
      summer: optional(z.boolean()),
      final: z.boolean(),
    },
    { within: ['termEnd', 'markedOn'] },
  ),
  'grade-retracted': yearRecord({ ...student, courseId: identifier, termId: identifier, origin: optional(z.enum(markOrigins)) }, {}),
  'behavior-recorded': yearRecord(
    {
      ...student,
      schoolId: identifier,
      incidentId: identifier,
      date,
      category: z.enum(incidentCategories),
      actions: z.array(z.looseObject({ kind: z.enum(actionKinds), days: optional(amount) })).max(MOST_ACTIONS),
    },
    { within: ['date'] },
  ),
  'behavior-retracted': yearRecord({ ...student, incidentId: identifier }, {}),
  'assessment-recorded': yearRecord(
    { ...student, assessmentId: identifier, subject: z.enum(['ela', 'math']), date, benchmarkMet: z.boolean() },
    { within: ['date'] },
  ),
  'assessment-retracted': yearRecord({ ...student, assessmentId: identifier }, {}),
};
