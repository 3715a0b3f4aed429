import { ties, tieOf, type Place, type Tie } from '../access/access.js';
import type { StaffRole } from '../facts/facts.js';
import { atWork } from './leave.js';
import type { Staff } from './staff.js';

export interface Route {
  /** `nobody`: no one is assigned; shown and counted, never dropped. */
  readonly role: StaffRole | 'nobody';
  /** Keys of the staff who are told, sorted. */
  readonly staff: readonly string[];
  /** Keys of the colleagues on leave for whom some of them stand in, sorted. */
  readonly standsInFor?: readonly string[];
}

/** The student's advocate, else the counselor, else the community lead, else the school's administrator. */
const usualLine: readonly StaffRole[] = ['advocate', 'counselor', 'lead', 'administrator'];

const nobody: Route = { role: 'nobody', staff: [] };

/**
 * Finds who is told on a day, by the assignments that hold that day: the first of the roles that somebody at work holds.
 * @param first roles that come before the usual line.
 */
export function routeFor(place: Place, date: string, staff: Staff, first: readonly StaffRole[] = []): Route {
  return lineFor(place, date, staff, first)[0] ?? nobody;
}

/** Everybody who could be told, in the order in which an alert moves on while nobody acts. */
export function lineFor(place: Place, date: string, staff: Staff, first: readonly StaffRole[] = []): Route[] {
  const held = dutiesAround(place, date, staff);
  const line = [...first, ...usualLine.filter((role) => !first.includes(role))];
  return line.flatMap((role) => {
    const holders = held.filter((duty) => duty.role === role);
    for (const tie of ties) {
      const nearest = holders.filter((duty) => duty.tie === tie).map(({ key }) => key);
      const route = routeOfHolders(role, nearest, date, staff);
      if (route !== null) return [route];
    }
    return [];
  });
}

interface Duty {
  readonly key: string;
  readonly role: StaffRole;
  /** null: it does not reach there. */
  readonly tie: Tie | null;
}

function dutiesAround(place: Place, date: string, staff: Staff): Duty[] {
  return [...staff.around(place, date)].flatMap(([key, assignments]) =>
    assignments.map((assignment) => ({ key, role: assignment.role, tie: tieOf(assignment, place, date) })),
  );
}

function routeOfHolders(role: StaffRole, holders: readonly string[], date: string, staff: Staff): Route | null {
  const told = new Set<string>();
  const away = new Set<string>();
  for (const holder of holders) {
    const key = atWork(holder, date, staff);
    if (key === null) continue;
    told.add(key);
    if (key !== holder) away.add(holder);
  }
  if (told.size === 0) return null;
  return { role, staff: [...told].sort(), ...(away.size > 0 && { standsInFor: [...away].sort() }) };
}
