import type { AssignmentTarget } from '../facts/facts.js';
import { holdsOn, type Assignment, type Leave } from './assignments.js';

/** What is known of one member of staff. */
export interface Colleague {
  readonly assignments: readonly Assignment[];
  readonly leaves: readonly Leave[];
}

/** Where assignments are looked for. */
interface Around {
  readonly studentKey: string | null;
  readonly communityId: string | null;
  readonly schoolId: string | null;
  readonly sectionIds?: readonly string[];
}

/**
 * Everybody of a district, found by whom they are assigned to: thousands of routes a second ask. What somebody was assigned to in years
 * gone by costs nobody anything who asks about others.
 */
export class Staff {
  readonly #colleagues = new Map<string, Colleague>();
  /** By target and then by key. */
  readonly #byTarget = new Map<string, Map<string, Assignment[]>>();

  get(key: string): Colleague | undefined {
    return this.#colleagues.get(key);
  }

  set(key: string, colleague: Colleague): this {
    for (const { target } of this.#colleagues.get(key)?.assignments ?? []) this.#byTarget.get(targetKey(target))?.delete(key);
    this.#colleagues.set(key, colleague);
    for (const assignment of colleague.assignments) {
      const name = targetKey(assignment.target);
      const holders = this.#byTarget.get(name) ?? new Map<string, Assignment[]>();
      this.#byTarget.set(name, holders.set(key, [...(holders.get(key) ?? []), assignment]));
    }
    return this;
  }

  /** Everybody with an assignment to one of these that holds on a day, and which. */
  around(around: Around, date: string): Map<string, readonly Assignment[]> {
    const found = new Map<string, Assignment[]>();
    for (const name of targetsOf(around)) {
      for (const [key, assignments] of this.#byTarget.get(name) ?? []) {
        for (const assignment of assignments) if (holdsOn(assignment, date)) add(found, key, assignment);
      }
    }
    return found;
  }

  /** The assignments of one of them to these, on whatever day. */
  between(key: string, around: Around): readonly Assignment[] {
    return targetsOf(around).flatMap((name) => this.#byTarget.get(name)?.get(key) ?? []);
  }
}

function targetsOf({ studentKey, communityId, schoolId, sectionIds = [] }: Around): string[] {
  const targets: AssignmentTarget[] = sectionIds.map((sectionId) => ({ sectionId }));
  if (studentKey !== null) targets.push({ studentKey });
  if (communityId !== null) targets.push({ communityId });
  if (schoolId !== null) targets.push({ schoolId });
  return targets.map(targetKey);
}

function add(found: Map<string, Assignment[]>, key: string, assignment: Assignment): void {
  const before = found.get(key);
  if (before === undefined) found.set(key, [assignment]);
  else before.push(assignment);
}

/** Exactly one of them is set. */
function targetKey({ studentKey, sectionId, communityId, schoolId }: AssignmentTarget): string {
  if (studentKey !== undefined) return `student ${studentKey}`;
  if (sectionId !== undefined) return `section ${sectionId}`;
  return communityId === undefined ? `school ${schoolId ?? ''}` : `community ${communityId}`;
}
