import type { DirectoryNotOpenableError } from './directory.errors.js';
import { checkOf } from './keyed-hash.js';
import { sealKey, unsealKey } from './sealed-key.js';

/** What a directory keeps of its secret. */
export interface StoredSecret {
  readonly check: Uint8Array;
  /** The key of the hashes, sealed with the secret; null where the secret was never rotated and is the key itself. */
  readonly sealed: Uint8Array | null;
}

/** A directory that a secret has opened: the key of its hashes, and what stood of the secret then. */
export interface OpenedSecret {
  readonly key: string;
  readonly check: Uint8Array;
}

/** What a directory that is made with this secret keeps of it. */
export function firstSecret(secret: string): StoredSecret {
  return { check: checkOf(secret, false), sealed: null };
}

/** @throws DirectoryNotOpenableError, made by the caller, where another secret opens it. */
export function openSecret({ check, sealed }: StoredSecret, secret: string, otherSecret: () => DirectoryNotOpenableError): OpenedSecret {
  if (!checkOf(secret, sealed !== null).equals(check)) throw otherSecret();
  return { key: sealed === null ? secret : unsealKey(sealed, secret), check };
}

/** What a directory keeps once it opens with this secret. */
export function rotatedSecret({ key }: OpenedSecret, secret: string): StoredSecret & { readonly sealed: Uint8Array } {
  return { check: checkOf(secret, true), sealed: sealKey(key, secret) };
}
