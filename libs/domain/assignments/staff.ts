import type { AssignmentTarget } from '../facts/facts.js';
import type { Assignment, Leave } from './assignments.js';

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

/** Everybody of a district, found by whom they are assigned to: thousands of routes a second ask. */
export class Staff {
  readonly #colleagues = new Map<string, Colleague>();
  readonly #byTarget = new Map<string, Set<string>>();

  get(key: string): Colleague | undefined {
    return this.#colleagues.get(key);
  }

  set(key: string, colleague: Colleague): this {
    for (const { target } of this.#colleagues.get(key)?.assignments ?? []) this.#byTarget.get(targetKey(target))?.delete(key);
    this.#colleagues.set(key, colleague);
    for (const { target } of colleague.assignments) {
      const name = targetKey(target);
      const keys = this.#byTarget.get(name) ?? new Set();
      this.#byTarget.set(name, keys.add(key));
    }
    return this;
  }

  /** Everybody with an assignment to one of these, on whatever day. */
  around({ studentKey, communityId, schoolId, sectionIds = [] }: Around): Map<string, Colleague> {
    const targets: AssignmentTarget[] = sectionIds.map((sectionId) => ({ sectionId }));
    if (studentKey !== null) targets.push({ studentKey });
    if (communityId !== null) targets.push({ communityId });
    if (schoolId !== null) targets.push({ schoolId });
    const found = new Map<string, Colleague>();
    for (const target of targets) {
      for (const key of this.#byTarget.get(targetKey(target)) ?? []) {
        const colleague = this.#colleagues.get(key);
        if (colleague !== undefined) found.set(key, colleague);
      }
    }
    return found;
  }
}

/** Exactly one of them is set. */
function targetKey({ studentKey, sectionId, communityId, schoolId }: AssignmentTarget): string {
  if (studentKey !== undefined) return `student ${studentKey}`;
  if (sectionId !== undefined) return `section ${sectionId}`;
  return communityId === undefined ? `school ${schoolId ?? ''}` : `community ${communityId}`;
}
