import type { PersonKind } from './people.js';

const KEYS_REMEMBERED = 200_000;

/**
 * Keys of the people met last, so that a record of a known student costs no look-up. When it is full it begins anew: keeping
 * the order of last use cost every record more than looking up again costs once in so many people.
 */
export class KeyCache {
  readonly #most: number;
  readonly #groups = new Map<string, Map<string, string>>();
  #size = 0;

  constructor(most = KEYS_REMEMBERED) {
    this.#most = most;
  }

  /** What is remembered of one kind of people in a district: keys by id. */
  of(district: string, kind: PersonKind): ReadonlyMap<string, string> {
    return this.#groups.get(groupOf(district, kind)) ?? nobody;
  }

  add(district: string, kind: PersonKind, keys: ReadonlyMap<string, string>): void {
    this.#size += keys.size;
    if (this.#size > this.#most) {
      this.clear();
      this.#size = keys.size;
    }
    const name = groupOf(district, kind);
    const group = this.#groups.get(name) ?? new Map<string, string>();
    this.#groups.set(name, group);
    for (const [id, key] of keys) group.set(id, key);
  }

  clear(): void {
    this.#groups.clear();
    this.#size = 0;
  }
}

const nobody: ReadonlyMap<string, string> = new Map();

function groupOf(district: string, kind: PersonKind): string {
  return `${kind}:${district}`;
}
