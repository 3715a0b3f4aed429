import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import type { PersonKind } from './people.js';

/** Of the hash that is kept: 16 bytes. */
const HEX_DIGITS = 32;

/** Hashes that only the holder of a key can make: nobody else can tell from the files whether an id is known. */
export class KeyedHash {
  readonly #key: KeyObject;

  /** @param key that of the directory, which its secret opens. */
  constructor(key: string) {
    this.#key = createSecretKey(key, 'utf8');
  }

  /** By which a person is found. */
  lookup(district: string, kind: PersonKind, id: string): Buffer {
    return Buffer.from(hashed(this.#key, ['person', district, kind, id]), 'hex');
  }

  /** The handle of extras: 32 hex digits. */
  handle(person: string | null, content: string): string {
    return hashed(this.#key, ['extras', person, content]);
  }
}

/**
 * Tells whether a directory opens with this secret. Another one where the secret was rotated: a program that knows nothing of rotations
 * would take the secret for the key, and is refused.
 */
export function checkOf(secret: string, isRotated: boolean): Buffer {
  if (secret === '') throw new TypeError('The directory needs a secret that is not empty: set HOMEROOM_SECRET.');
  return Buffer.from(hashed(createSecretKey(secret, 'utf8'), [isRotated ? 'rotated secret' : 'secret']), 'hex');
}

/** JSON keeps the parts apart whatever they hold; Node answers a digest as text sooner than as bytes. */
function hashed(key: KeyObject, parts: readonly (string | null)[]): string {
  return createHmac('sha256', key).update(JSON.stringify(parts)).digest('hex').slice(0, HEX_DIGITS);
}
