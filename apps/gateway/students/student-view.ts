import type { StudentView } from '#libs/contracts';
import { reasonOf, type DistrictRules, type StudentDocument } from '#libs/views';
import type { ShownPerson } from '../people/people.js';

/** null while the student has no row: no enrolment of the year has begun, or the district has no day. */
export function studentView(document: StudentDocument, { id, name }: ShownPerson, known: DistrictRules): StudentView | null {
  const { row, enrolled, isQuarantined } = document;
  if (row === null) return null;
  const rules = known.judging(document);
  const { gradeLevel, schoolId, communityId, milestone, status } = row;
  const conditions = row.conditions.map((condition) => ({ ...condition, words: reasonOf(condition, { rules, milestone }) }));
  const isCurrent = isQuarantined === 0;
  return { studentId: id, name, gradeLevel, schoolId, communityId, milestone, status, enrolled, isCurrent, conditions };
}
