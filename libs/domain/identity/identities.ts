import type { IdentityFacts } from '../facts/facts.js';
import { compareSequences } from '../ledger/version.js';
import { compareInstants } from '../time/instant.js';

export type IdentityFact = {
  [K in keyof IdentityFacts]: { readonly type: `${K}.v1`; readonly data: IdentityFacts[K] };
}[keyof IdentityFacts];

/** When the district said that an id is another one's. */
export interface IdentifiedAt {
  readonly knownAt?: string;
  readonly sequence?: string;
}

/** One identification that was not taken back. */
export interface Identification extends IdentifiedAt {
  readonly oldKey: string;
  readonly newKey: string;
  /** False where it contradicts later ones, so that following them would lead back to where one came from. */
  readonly holds: boolean;
}

interface Naming {
  readonly newKey: string;
  readonly at: IdentifiedAt;
}

/**
 * Which keys of a district stand for one student: folded from the identifications that stand. A student has the key that nothing leads
 * on from. Of identifications in a circle the oldest gives way; of several that are equally old all do.
 */
export class Identities {
  readonly #namings = new Map<string, Naming>();
  readonly #olds = new Map<string, Set<string>>();

  /** Folds a fact that stands. @returns the keys that stand for one student with others than before. */
  apply(oldKey: string, fact: IdentityFact, at: IdentifiedAt): readonly string[] {
    const newKey = fact.type === 'student-identified-as.v1' ? fact.data.newKey : null;
    const concerned = new Set([...this.linkedWith(oldKey), ...this.linkedWith(newKey ?? oldKey)]);
    const before = this.#groupsOf(concerned);
    this.#set(oldKey, newKey === null ? null : { newKey, at });
    const after = this.#groupsOf(concerned);
    return [...concerned].filter((key) => before.get(key) !== after.get(key)).sort();
  }

  /** Whether anything was said of the key. */
  has(key: string): boolean {
    return this.#namings.has(key) || this.#olds.has(key);
  }

  /** The key that the student of a key has now; nearly always the same one. */
  personOf(key: string): string {
    const path = new Set([key]);
    for (let person = key; ;) {
      const next = this.#namings.get(person)?.newKey;
      if (next === undefined) return person;
      if (path.has(next)) return this.#endOfCircle([...path], next);
      path.add(next);
      person = next;
    }
  }

  /** All keys of the student of a key, the present one first. */
  keysOf(key: string): readonly string[] {
    const person = this.personOf(key);
    if (!this.has(person)) return [person];
    const others = [...this.linkedWith(person)].filter((other) => other !== person && this.personOf(other) === person);
    return [person, ...others.sort()];
  }

  /** The key itself and all that identifications lead to from it, in either direction, whether they hold or not. */
  linkedWith(key: string): ReadonlySet<string> {
    const linked = new Set([key]);
    for (const each of linked) {
      const next = this.#namings.get(each)?.newKey;
      if (next !== undefined) linked.add(next);
      for (const old of this.#olds.get(each) ?? []) linked.add(old);
    }
    return linked;
  }

  /** Everything that was said and not taken back, by old key. */
  all(): Identification[] {
    return [...this.#namings].map(([oldKey, { newKey, at }]) => ({ oldKey, newKey, ...at, holds: this.personOf(oldKey) !== oldKey }));
  }

  #set(oldKey: string, naming: Naming | null): void {
    const former = this.#namings.get(oldKey)?.newKey ?? oldKey;
    const olds = this.#olds.get(former);
    if (olds?.delete(oldKey) === true && olds.size === 0) this.#olds.delete(former);
    this.#namings.delete(oldKey);
    if (naming === null) return;
    this.#namings.set(oldKey, naming);
    this.#olds.set(naming.newKey, (this.#olds.get(naming.newKey) ?? new Set()).add(oldKey));
  }

  /** The first key of the circle, on the way into it, whose identification gives way. */
  #endOfCircle(path: readonly string[], start: string): string {
    const circle = path.slice(path.indexOf(start)).map((key) => ({ key, at: this.#namings.get(key)?.at ?? {} }));
    const found = circle.find(({ at }) => circle.every((other) => compareMoments(at, other.at) <= 0));
    return found?.key ?? start;
  }

  /** For each key a text that is the same for all keys of one student. */
  #groupsOf(keys: ReadonlySet<string>): Map<string, string> {
    const groups = Map.groupBy(keys, (key) => this.personOf(key));
    return new Map([...groups].flatMap(([person, members]) => members.map((key) => [key, `${person} ${members.toSorted().join()}`])));
  }
}

function compareMoments(a: IdentifiedAt, b: IdentifiedAt): number {
  return compareInstants(a.knownAt ?? '', b.knownAt ?? '') || compareSequences(a.sequence ?? '', b.sequence ?? '');
}
