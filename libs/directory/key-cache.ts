import { LRUCache } from 'lru-cache';
import type { PersonKind } from './people.js';

const KEYS_REMEMBERED = 200_000;

/** Keys of the people met last, so that a record of a known student costs no look-up. */
export class KeyCache {
  readonly #keys = new LRUCache<string, string>({ max: KEYS_REMEMBERED });

  get(district: string, kind: PersonKind, id: string): string | undefined {
    return this.#keys.get(nameOf(district, kind, id));
  }

  set(district: string, kind: PersonKind, id: string, key: string): void {
    this.#keys.set(nameOf(district, kind, id), key);
  }

  clear(): void {
    this.#keys.clear();
  }
}

/** The length keeps district and id apart. */
function nameOf(district: string, kind: PersonKind, id: string): string {
  return `${kind}${district.length}:${district}${id}`;
}
