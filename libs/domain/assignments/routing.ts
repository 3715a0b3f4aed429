import type { AssignmentTarget, StaffRole } from '../facts/facts.js';
import type { Assignment } from './assignments.js';

/** Whom an alert is about, as far as routing needs it. */
export interface Place {
  readonly studentKey: string;
  readonly communityId: string | null;
  readonly schoolId: string;
}

export interface Route {
  /** `nobody`: no one is assigned; shown and counted, never dropped. */
  readonly role: StaffRole | 'nobody';
  /** Keys of the staff who are told, sorted. */
  readonly staff: readonly string[];
}

/** The student's advocate, else the counselor, else the community lead, else the school's administrator. */
const order: readonly StaffRole[] = ['advocate', 'counselor', 'lead', 'administrator'];

/** The narrowest target first: whoever is assigned to the student comes before the community's and the school's. */
const reaches: readonly ((target: AssignmentTarget, place: Place) => boolean)[] = [
  (target, place) => target.studentKey === place.studentKey,
  (target, place) => target.communityId !== undefined && target.communityId === place.communityId,
  (target, place) => target.schoolId !== undefined && target.schoolId === place.schoolId,
];

/** Finds who is told of a student on a day, by the assignments that hold that day. */
export function routeFor(place: Place, date: string, staff: ReadonlyMap<string, readonly Assignment[]>): Route {
  for (const role of order) {
    for (const reach of reaches) {
      const keys = [...staff].flatMap(([key, assignments]) =>
        assignments.some((assignment) => assignment.role === role && holdsOn(assignment, date) && reach(assignment.target, place))
          ? [key]
          : [],
      );
      if (keys.length > 0) return { role, staff: keys.sort() };
    }
  }
  return { role: 'nobody', staff: [] };
}

export function holdsOn(assignment: Assignment, date: string): boolean {
  return assignment.from <= date && (assignment.to === null || date < assignment.to);
}
