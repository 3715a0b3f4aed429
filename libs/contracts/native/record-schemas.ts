import { recordKinds, type RecordKind, type RecordName } from '#libs/domain';
import type { z } from 'zod';
import { resultRecords } from './result-records.js';
import { schoolRecords } from './school-records.js';
import { staffRecords } from './staff-records.js';
import { studentRecords } from './student-records.js';

/** The data of every kind of record: adding a kind to the domain does not compile until its fields stand here. */
export const recordSchemas = {
  ...studentRecords,
  ...resultRecords,
  ...schoolRecords,
  ...staffRecords,
} satisfies Record<RecordName, z.ZodType>;

/** What a valid event carries as `data`, by kind of record. */
export type RecordData = { readonly [Name in RecordName]: z.output<(typeof recordSchemas)[Name]> };

export const recordNames = Object.keys(recordSchemas) as readonly RecordName[];

export type SubjectField = 'studentId' | 'staffId' | 'schoolId' | 'communityId';

const fieldOfStream = {
  student: 'studentId',
  identity: 'studentId',
  staff: 'staffId',
  school: 'schoolId',
  community: 'communityId',
} as const satisfies Record<RecordKind['stream'], SubjectField>;

/** The field of the data that says whose record it is; the envelope's `subject` must say the same. */
export function subjectField(name: RecordName): SubjectField {
  if (name === 'student-profile') return 'studentId';
  if (name === 'staff-profile') return 'staffId';
  return fieldOfStream[recordKinds[name].stream];
}
