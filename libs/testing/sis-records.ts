import type { RecordName } from '#libs/domain';
import { fc } from '@fast-check/jest';
import {
  amount,
  anyYear,
  between,
  choice,
  count,
  date,
  day,
  flag,
  id,
  leavingDate,
  list,
  name,
  optional,
  text,
  textMap,
} from './sis-fields.js';
import type { SisField } from './sis-fields.js';

type Fields = Readonly<Record<string, SisField>>;
type Data = Record<string, unknown>;

/** A kind of record: the field that is its subject, its fields, and what must hold between them. */
export interface SisRecordSpec {
  readonly subject: 'studentId' | 'staffId' | 'schoolId' | 'communityId';
  readonly fields: Fields;
  readonly settle?: (data: Data) => Data;
}

const subjects = choice(['ela', 'math', 'science', 'social-science', 'other']);
const grades = choice(['PK', 'KG', '01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12']);
const origin = optional(choice(['grade', 'transcript']));
const inYear = { schoolYear: { kind: 'year', values: fc.constant } } satisfies Fields;
const sectionFields = { schoolId: id, sectionId: id, courseId: optional(id), subject: optional(subjects) };
const kinds = ['in-school-suspension', 'out-of-school-suspension', 'expulsion', 'removal', 'restraint', 'seclusion', 'other', 'none'];
const action: SisField = {
  kind: 'map',
  values: (year) => fc.record({ kind: choice(kinds).values(year), days: amount.values(year) }, { requiredKeys: ['kind'] }),
};
const targets = ['communityId', 'studentId', 'sectionId', 'schoolId'];

const ofStudent = (fields: Fields): SisRecordSpec => ({ subject: 'studentId', fields: { studentId: id, ...inYear, ...fields } });
const ofSchool = (fields: Fields): SisRecordSpec => ({ subject: 'schoolId', fields: { schoolId: id, ...inYear, ...fields } });
const ofCommunity = (fields: Fields): SisRecordSpec => ({ subject: 'communityId', fields: { communityId: id, ...inYear, ...fields } });
const assignment = (fields: Fields): SisRecordSpec => ({
  subject: 'staffId',
  fields: {
    staffId: id,
    role: choice(['advocate', 'teacher', 'counselor', 'lead', 'administrator', 'data-contact']),
    ...Object.fromEntries(targets.map((target) => [target, optional(id)])),
    ...fields,
  },
  settle: (data) => {
    const [chosen = 'schoolId'] = targets.filter((target) => data[target] !== undefined);
    for (const target of targets) if (target !== chosen) delete data[target];
    return { [chosen]: 'target', ...data };
  },
});

/** Every kind of record as the contract's table says. */
export const sisRecords: Readonly<Record<RecordName, SisRecordSpec>> = {
  'student-enrolled': ofStudent({ schoolId: id, gradeLevel: grades, entryDate: date, firstNinthGradeYear: optional(anyYear) }),
  'enrollment-retracted': ofStudent({ schoolId: id, entryDate: date }),
  'student-withdrawn': ofStudent({
    schoolId: id,
    entryDate: optional(date),
    exitDate: leavingDate,
    reason: choice(['graduated', 'transferred', 'dropped-out', 'expelled', 'other']),
    diploma: optional(choice(['regular', 'other', 'none'])),
  }),
  'withdrawal-retracted': ofStudent({ schoolId: id, exitDate: leavingDate }),
  'student-profile': {
    subject: 'studentId',
    fields: { studentId: id, givenName: optional(text), familyName: optional(text), attributes: optional(textMap) },
  },
  'student-identified-as': {
    subject: 'studentId',
    fields: { studentId: id, newStudentId: id },
    settle: (data) => (data['studentId'] === data['newStudentId'] ? { ...data, studentId: 'old', newStudentId: 'new' } : data),
  },
  'identity-retracted': { subject: 'studentId', fields: { studentId: id } },
  'community-defined': ofCommunity({
    schoolId: id,
    name,
    theme: optional(text),
    sizeLimit: optional({ kind: 'number', values: () => fc.integer({ min: 1, max: 900 }) }),
    gradeLevels: optional(list(grades)),
  }),
  'community-retracted': ofCommunity({}),
  'community-joined': ofStudent({ communityId: id, date }),
  'community-membership-retracted': ofStudent({ communityId: id, date }),
  'community-left': ofStudent({ communityId: id, date: leavingDate, joinedOn: optional(date) }),
  'community-leaving-retracted': ofStudent({ communityId: id, date: leavingDate }),
  'section-joined': ofStudent({ ...sectionFields, date }),
  'section-membership-retracted': ofStudent({ sectionId: id, date }),
  'section-left': ofStudent({ ...sectionFields, date: leavingDate, joinedOn: optional(date) }),
  'section-leaving-retracted': ofStudent({ sectionId: id, date: leavingDate }),
  'staff-profile': { subject: 'staffId', fields: { staffId: id, name: optional(text), email: optional(text), locale: optional(text) } },
  'staff-assigned': assignment({ from: day, to: optional(day) }),
  'assignment-retracted': assignment({ from: day }),
  'staff-unassigned': assignment({ to: day }),
  'unassignment-retracted': assignment({ to: day }),
  'staff-leave-recorded': {
    subject: 'staffId',
    fields: { staffId: id, from: day, to: optional(day), substituteId: optional(id) },
    settle: ({ to, ...data }) => (typeof to === 'string' && to > String(data['from']) ? { ...data, to } : data),
  },
  'staff-leave-retracted': { subject: 'staffId', fields: { staffId: id, from: day } },
  'calendar-published': {
    ...ofSchool({
      firstDay: date,
      lastDay: date,
      instructionalDays: list(date, 20),
      attendanceTaking: choice(['affirmative', 'exception-only']),
    }),
    settle: (data) => {
      const days = [data['firstDay'], data['lastDay'], ...(data['instructionalDays'] as string[])].map(String).toSorted();
      return { ...data, firstDay: days[0], lastDay: days.at(-1) };
    },
  },
  'calendar-retracted': ofSchool({}),
  'attendance-recorded': ofStudent({
    schoolId: id,
    date,
    sectionId: optional(id),
    status: choice(['present', 'absent-excused', 'absent-unexcused', 'tardy', 'early-departure']),
    portionAbsent: optional(between(0, 1)),
  }),
  'attendance-retracted': ofStudent({ date, sectionId: optional(id) }),
  'attendance-submitted': ofSchool({ date }),
  'attendance-submission-retracted': ofSchool({ date }),
  'grade-posted': ofStudent({
    schoolId: id,
    courseId: id,
    subject: subjects,
    termId: id,
    termKind: choice(['progress', 'quarter', 'trimester', 'semester', 'year']),
    termEnd: date,
    markedOn: optional(date),
    origin,
    letter: optional({ kind: 'text', values: () => fc.string({ minLength: 1, maxLength: 20 }) }),
    percent: optional(between(0, 100)),
    gradePoints: optional(amount),
    creditsAttempted: optional(amount),
    creditsEarned: optional(amount),
    core: optional(flag),
    summer: optional(flag),
    final: flag,
  }),
  'grade-retracted': ofStudent({ courseId: id, termId: id, origin }),
  'behavior-recorded': ofStudent({
    schoolId: id,
    incidentId: id,
    date,
    category: choice(['state-offense', 'school-violation', 'code-of-conduct', 'other']),
    actions: list(action),
  }),
  'behavior-retracted': ofStudent({ incidentId: id }),
  'assessment-recorded': ofStudent({ assessmentId: id, subject: choice(['ela', 'math']), date, benchmarkMet: flag }),
  'assessment-retracted': ofStudent({ assessmentId: id }),
  'belonging-surveyed': {
    ...ofCommunity({ date, invited: count, responded: count, belonging: count }),
    settle: (data) => {
      const [belonging, responded, invited] = ['belonging', 'responded', 'invited']
        .map((field) => Number(data[field]))
        .toSorted((a, b) => a - b);
      return { ...data, invited, responded, belonging };
    },
  },
  'survey-retracted': ofCommunity({ date }),
};
