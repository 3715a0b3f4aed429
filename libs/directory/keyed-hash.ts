import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import type { PersonKind } from './people.js';

/** Of the hash that is kept: 16 bytes. */
const HEX_DIGITS = 32;

/** Hashes that only the holder of the secret can make: nobody else can tell from the files whether an id is known. */
export class KeyedHash {
  readonly #secret: KeyObject;

  constructor(secret: string) {
    if (secret === '') throw new TypeError('The directory needs a secret that is not empty: set HOMEROOM_SECRET.');
    this.#secret = createSecretKey(secret, 'utf8');
  }

  /** By which a person is found. */
  lookup(district: string, kind: PersonKind, id: string): Buffer {
    return Buffer.from(this.#hash(['person', district, kind, id]), 'hex');
  }

  /** The handle of extras: 32 hex digits. */
  handle(person: string | null, content: string): string {
    return this.#hash(['extras', person, content]);
  }

  /** Tells whether a directory was made with this secret. */
  check(): Buffer {
    return Buffer.from(this.#hash(['secret']), 'hex');
  }

  /** JSON keeps the parts apart whatever they hold; Node answers a digest as text sooner than as bytes. */
  #hash(parts: readonly (string | null)[]): string {
    return createHmac('sha256', this.#secret).update(JSON.stringify(parts)).digest('hex').slice(0, HEX_DIGITS);
  }
}
