import { attendanceStatuses, diplomas, gradeLevels, subjects, withdrawalReasons } from '#libs/domain';
import { z } from 'zod';
import { date, identifier, optional, schoolYear, text } from './fields.js';
import { record, yearRecord } from './record-rules.js';

const student = { studentId: identifier };
const atSchool = { studentId: identifier, schoolId: identifier };
const inCommunity = { studentId: identifier, communityId: identifier };
const inSection = { studentId: identifier, sectionId: identifier };

/** Who a student is and where: enrolment, memberships, attendance. Marks, behavior and tests: `result-records.ts`. */
export const studentRecords = {
  'student-enrolled': yearRecord(
    { ...atSchool, gradeLevel: z.enum(gradeLevels), entryDate: date, firstNinthGradeYear: optional(schoolYear) },
    { within: ['entryDate'] },
  ),
  'enrollment-retracted': yearRecord({ ...atSchool, entryDate: date }, { within: ['entryDate'] }),
  'student-withdrawn': yearRecord(
    {
      ...atSchool,
      entryDate: optional(date),
      exitDate: date,
      reason: z.enum(withdrawalReasons),
      diploma: optional(z.enum(diplomas)),
    },
    { within: ['entryDate'], leaving: ['exitDate'] },
  ),
  'withdrawal-retracted': yearRecord({ ...atSchool, exitDate: date }, { leaving: ['exitDate'] }),
  'student-profile': record({
    ...student,
    givenName: optional(text),
    familyName: optional(text),
    attributes: optional(z.record(z.string().max(200), text)),
  }),
  'student-identified-as': record({ ...student, newStudentId: identifier }, (data) =>
    data.newStudentId === data.studentId ? { path: ['newStudentId'], message: 'expected another id than studentId' } : null,
  ),
  'identity-retracted': record(student),
  'community-joined': yearRecord({ ...inCommunity, date, since: optional(date) }, { within: ['date'] }),
  'community-membership-retracted': yearRecord({ ...inCommunity, date }, { within: ['date'] }),
  'community-left': yearRecord({ ...inCommunity, date, joinedOn: optional(date) }, { within: ['joinedOn'], leaving: ['date'] }),
  'community-leaving-retracted': yearRecord({ ...inCommunity, date }, { leaving: ['date'] }),
  'section-joined': yearRecord(
    { ...inSection, schoolId: identifier, date, courseId: optional(identifier), subject: optional(z.enum(subjects)) },
    { within: ['date'] },
  ),
  'section-membership-retracted': yearRecord({ ...inSection, date }, { within: ['date'] }),
  'section-left': yearRecord(
    {
      ...inSection,
      schoolId: identifier,
      date,
      courseId: optional(identifier),
      subject: optional(z.enum(subjects)),
      joinedOn: optional(date),
    },
    { within: ['joinedOn'], leaving: ['date'] },
  ),
  'section-leaving-retracted': yearRecord({ ...inSection, date }, { leaving: ['date'] }),
  'attendance-recorded': yearRecord(
    {
      ...atSchool,
      date,
      sectionId: optional(identifier),
      status: z.enum(attendanceStatuses),
      portionAbsent: optional(z.number().min(0).max(1)),
    },
    { within: ['date'] },
  ),
  'attendance-retracted': yearRecord({ ...student, date, sectionId: optional(identifier) }, { within: ['date'] }),
};
