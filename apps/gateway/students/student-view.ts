import type { StudentView } from '#libs/contracts';
import { reasonOf, type StudentDocument } from '#libs/views';
import type { ShownPerson } from '../people/people.js';

/** null while the student has no row: no enrolment of the year has begun, or the district has no day. */
export function studentView({ row, enrolled, profile, isQuarantined }: StudentDocument, { id, name }: ShownPerson): StudentView | null {
  if (row === null) return null;
  const { gradeLevel, schoolId, communityId, milestone, status } = row;
  const conditions = row.conditions.map((condition) => ({ ...condition, words: reasonOf(condition, { profile, milestone }) }));
  const isCurrent = isQuarantined === 0;
  return { studentId: id, name, gradeLevel, schoolId, communityId, milestone, status, enrolled, isCurrent, conditions };
}
