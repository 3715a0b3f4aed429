import type { AssignmentTarget, StaffRole } from '../facts/facts.js';
import { holdsOn, type Assignment } from '../assignments/assignments.js';
import { atWork } from '../assignments/leave.js';
import type { Staff } from '../assignments/staff.js';

/** Whom or what something is about, as far as it decides who may know of it. */
export interface Place {
  /** null: about no single student. */
  readonly studentKey: string | null;
  readonly communityId: string | null;
  readonly schoolId: string | null;
  /** Sections that the student attends that day. */
  readonly sectionIds?: readonly string[];
}

/** The narrowest tie first: whoever is assigned to the student comes before the section's, the community's and the school's. */
export const ties = ['student', 'section', 'community', 'school'] as const;
export type Tie = (typeof ties)[number];

/** Why a member of staff may see something that day. */
export interface Access {
  readonly role: StaffRole;
  readonly through: Tie;
  /** Key of the colleague on leave whose work is done. */
  readonly standsInFor?: string;
}

/** Roles that are responsible for a whole school. Others see the students they share, not everybody's. */
const schoolWide: readonly StaffRole[] = ['counselor', 'lead', 'administrator'];

/**
 * Whether a member of staff may see what is about a place on a day, and why: the one answer for screen, notice and export.
 * A legitimate interest comes from an assignment that holds that day, the member's own or that of a colleague on leave.
 */
export function accessTo(place: Place, date: string, key: string, staff: Staff): Access | null {
  const access = narrowest(staff.between(key, place), place, date);
  if (access !== null) return access;
  for (const [colleague, assignments] of staff.around(place, date)) {
    if (colleague === key || atWork(colleague, date, staff) !== key) continue;
    const through = narrowest(assignments, place, date);
    if (through !== null) return { ...through, standsInFor: colleague };
  }
  return null;
}

/** How an assignment reaches a place on a day; null where it does not. */
export function tieOf(assignment: Assignment, place: Place, date: string): Tie | null {
  if (!holdsOn(assignment, date)) return null;
  const tie = reachOf(assignment.target, place);
  // What a data contact looks after is a feed: that is no reason to see a student.
  if (assignment.role === 'data-contact' && place.studentKey !== null) return null;
  const isTooWide = tie === 'school' && place.studentKey !== null && !schoolWide.includes(assignment.role);
  return isTooWide ? null : tie;
}

function reachOf({ studentKey, sectionId, communityId, schoolId }: AssignmentTarget, place: Place): Tie | null {
  if (studentKey !== undefined) return studentKey === place.studentKey ? 'student' : null;
  if (sectionId !== undefined) return place.sectionIds?.includes(sectionId) === true ? 'section' : null;
  if (communityId !== undefined) return communityId === place.communityId ? 'community' : null;
  return schoolId === place.schoolId ? 'school' : null;
}

function narrowest(assignments: readonly Assignment[], place: Place, date: string): Access | null {
  let best: Access | null = null;
  for (const assignment of assignments) {
    const through = tieOf(assignment, place, date);
    if (through === null) continue;
    if (best === null || ties.indexOf(through) < ties.indexOf(best.through)) best = { role: assignment.role, through };
  }
  return best;
}
