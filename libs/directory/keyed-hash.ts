import { createHmac } from 'node:crypto';
import type { PersonKind } from './people.js';

const BYTES = 16;

/** Hashes that only the holder of the secret can make: nobody else can tell from the files whether an id is known. */
export class KeyedHash {
  readonly #secret: string;

  constructor(secret: string) {
    if (secret === '') throw new TypeError('The directory needs a secret that is not empty: set HOMEROOM_SECRET.');
    this.#secret = secret;
  }

  /** By which a person is found. */
  lookup(district: string, kind: PersonKind, id: string): Buffer {
    return this.#hash(['person', district, kind, id]);
  }

  /** The handle of extras: 32 hex digits. */
  handle(person: string | null, content: string): string {
    return this.#hash(['extras', person, content]).toString('hex');
  }

  /** Tells whether a directory was made with this secret. */
  check(): Buffer {
    return this.#hash(['secret']);
  }

  /** JSON keeps the parts apart whatever they hold. */
  #hash(parts: readonly (string | null)[]): Buffer {
    return createHmac('sha256', this.#secret).update(JSON.stringify(parts)).digest().subarray(0, BYTES);
  }
}
