import type { StatusRow } from '#libs/domain';
import { reasonOf, type StudentDocument } from '#libs/views';
import type { ShownPerson } from '../people/people.js';

/** One student's row, as `homeroom status` shows it, with the name and each condition in words. */
export interface StudentView extends Omit<StatusRow, 'conditions'> {
  readonly studentId: string;
  readonly name: string | null;
  readonly enrolled: boolean;
  /** False where an event could not be read: the row is as it was before. */
  readonly isCurrent: boolean;
  readonly conditions: readonly (StatusRow['conditions'][number] & { readonly words: string })[];
}

/** null while the student has no row: no enrolment of the year has begun, or the district has no day. */
export function studentView({ row, enrolled, profile, isQuarantined }: StudentDocument, { id, name }: ShownPerson): StudentView | null {
  if (row === null) return null;
  const { gradeLevel, schoolId, communityId, milestone, status } = row;
  const conditions = row.conditions.map((condition) => ({ ...condition, words: reasonOf(condition, { profile, milestone }) }));
  const isCurrent = isQuarantined === 0;
  return { studentId: id, name, gradeLevel, schoolId, communityId, milestone, status, enrolled, isCurrent, conditions };
}
