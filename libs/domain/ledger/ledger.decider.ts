import { naturalKey, recordNameOf } from '../facts/fact-payload.js';
import { recordKinds, type RecordKind } from '../facts/record-kinds.js';
import { compareVersions, contentHash, type OfferedVersion, type TieResult, type Version } from './version.js';

/** What the decider knows of one stream: for each natural key the versions it has seen. */
export interface Ledger {
  /** Last revision of the stream; -1 when it does not exist. */
  revision: number;
  readonly versions: Map<string, Version[]>;
}

/** A version that a record offers. */
export interface Offer {
  readonly key: string;
  readonly version: OfferedVersion;
  /** False where the time is only the instant of an import: then unchanged content is nothing new. */
  readonly ownTime: boolean;
}

export type Verdict =
  | { readonly outcome: 'unchanged' }
  /**
   * `superseded`: an older version that arrived late, kept for questions as of what was known. `tie`: null where no other content of
   * the same moment came before.
   */
  | { readonly outcome: 'append'; readonly superseded: boolean; readonly tie: TieResult | null }
  /** Only the contents can tell: ask again with how the offered content compares to that of this revision. */
  | { readonly outcome: 'tie'; readonly revision: number };

export function emptyLedger(): Ledger {
  return { revision: -1, versions: new Map() };
}

/**
 * Decides what becomes of an offered version.
 * @param contentOrder for a tie: below 0 when the offered content is the smaller one.
 */
export function decideVersion(ledger: Ledger, offer: Offer, contentOrder?: number): Verdict {
  return decideAmong(ledger.versions.get(offer.key) ?? [], offer, contentOrder);
}

/** The same against the versions of the offer's key, the one that stands first. */
export function decideAmong(versions: readonly Version[], offer: Offer, contentOrder?: number): Verdict {
  const [current] = versions;
  if (current === undefined) return { outcome: 'append', superseded: false, tie: null };
  if (versions.some((version) => sameVersion(version, offer.version))) return { outcome: 'unchanged' };
  if (!offer.ownTime && sameContent(current, offer.version)) return { outcome: 'unchanged' };
  const order = compareVersions(offer.version, current);
  const rival = order === 0 ? current : largestOfMoment(versions, offer.version);
  if (rival === undefined) return { outcome: 'append', superseded: order < 0, tie: null };
  if (contentOrder === undefined) return { outcome: 'tie', revision: rival.revision };
  const tie = contentOrder < 0 ? 'smaller' : 'larger';
  return { outcome: 'append', superseded: order < 0 || tie === 'smaller', tie };
}

/** Each content of a moment that is not outranked is larger than those that came before it. */
function largestOfMoment(versions: readonly Version[], offered: OfferedVersion): Version | undefined {
  let largest: Version | undefined;
  for (const version of versions) {
    if (version.outranked || compareVersions(version, offered) !== 0) continue;
    if (largest === undefined || version.revision > largest.revision) largest = version;
  }
  return largest;
}

function sameVersion(a: OfferedVersion, b: OfferedVersion): boolean {
  return compareVersions(a, b) === 0 && sameContent(a, b);
}

function sameContent(a: OfferedVersion, b: OfferedVersion): boolean {
  return a.retraction === b.retraction && a.content === b.content;
}

/** Enters an appended version. */
export function enterVersion(ledger: Ledger, key: string, version: Version, superseded: boolean): void {
  ledger.revision = Math.max(ledger.revision, version.revision);
  ledger.versions.set(key, withVersion(ledger.versions.get(key) ?? [], version, superseded));
}

/** The versions of a key with one more, the one that stands first. */
export function withVersion(versions: readonly Version[], version: Version, superseded: boolean): Version[] {
  return superseded ? [...versions, version] : [version, ...versions];
}

/** The parts of a stored event that a ledger is folded from. */
export interface LedgerEvent {
  readonly type: string;
  readonly revision: number;
  readonly superseded: boolean;
  readonly data: unknown;
  readonly metadata: { readonly knownAt?: string; readonly sequence?: string; readonly extras?: unknown; readonly tie?: TieResult };
}

/** Folds one stored event of the stream. */
export function evolveLedger(ledger: Ledger, event: LedgerEvent): Ledger {
  ledger.revision = event.revision;
  const stored = storedVersion(event);
  if (stored !== null) enterVersion(ledger, stored.key, stored.version, event.superseded);
  return ledger;
}

/** The version that a stored event is, and of which natural key; null where it is none of a record. */
export function storedVersion(event: LedgerEvent): { readonly key: string; readonly version: Version } | null {
  const name = recordNameOf(event.type);
  if (name === null) return null;
  const kind: RecordKind = recordKinds[name];
  const payload = event.data as Record<string, unknown>;
  const version: Version = {
    time: event.metadata.knownAt ?? '',
    sequence: event.metadata.sequence ?? '',
    retraction: kind.retracts !== undefined,
    content: contentOf(JSON.stringify(payload), event.metadata.extras),
    outranked: event.metadata.tie === 'smaller',
    revision: event.revision,
  };
  return { key: naturalKey(name, payload), version };
}

/** Hash of a fact's content: the JSON of its payload and, where the record carried more, the handle of what stays out of the log. */
export function contentOf(payload: string, extras: unknown): number {
  return contentHash(typeof extras === 'string' ? `${payload}${extras}` : payload);
}
