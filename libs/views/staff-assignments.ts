import { assignmentsOf, type Assignment, type Identities } from '#libs/domain';
import type { StaffDocument } from './staff-document.js';

/**
 * A member's assignments, those to students by the keys that the students have now.
 * @param people which keys stand for one student; null where nothing was said of any.
 */
export function assignmentsIn(member: StaffDocument, people: Identities | null): readonly Assignment[] {
  const isConcerned = member.assignments.some(({ target: { studentKey } }) => studentKey !== undefined && people?.has(studentKey) === true);
  if (!isConcerned) return member.assignments;
  const facts = { assigned: new Map(member.assigned), unassigned: new Map(member.unassigned), leaves: new Map(), preferences: {} };
  return assignmentsOf(facts, people);
}
