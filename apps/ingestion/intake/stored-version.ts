import { contentHash, storedVersion, type LedgerEvent, type Version } from '#libs/domain';

/** A version of a stream, with what it is a version of. */
export interface LedgerVersion {
  /** Of its natural key, as `keyHash` makes it. */
  readonly hash: number;
  readonly version: Version;
  /** It came after a newer one. */
  readonly superseded: boolean;
}

/** The version that a stored event is; null where it is none of a record. */
export function versionOfEvent(event: LedgerEvent): LedgerVersion | null {
  const stored = storedVersion(event);
  return stored === null ? null : { hash: keyHash(stored.key), version: stored.version, superseded: event.superseded };
}

/** By which the ledger knows a natural key; never 0. */
export function keyHash(key: string): number {
  return contentHash(key) + 1;
}
