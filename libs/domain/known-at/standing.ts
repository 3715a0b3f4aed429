import { naturalKey, recordNameOf } from '../facts/fact-payload.js';
import { recordKinds, type RecordKind } from '../facts/record-kinds.js';
import type { LedgerEvent } from '../ledger/ledger.decider.js';
import { compareSequences } from '../ledger/version.js';
import { compareInstants } from '../time/instant.js';

/**
 * The events of a stream that stand as known at an instant, in the order of the log: of each natural key the largest version
 * whose time is not after it, unless that is a retraction.
 * @param events all events of the stream in order, superseded ones too.
 * @param knownAt a UTC instant in normal form, inclusive; null for what stands now.
 * Events without a natural key are no versions of anything: they stand from their time on.
 */
export function standingAt<Event extends LedgerEvent>(events: readonly Event[], knownAt: string | null): Event[] {
  const standing = new Set(events.filter((event) => recordNameOf(event.type) === null && isKnown(event, knownAt)));
  for (const event of largestVersions(events, knownAt).values()) if (!isRetraction(event)) standing.add(event);
  return events.filter((event) => standing.has(event));
}

/** By natural key the largest version in one stream, retractions too; parameters as for `standingAt`. */
export function largestVersions<Event extends LedgerEvent>(events: readonly Event[], knownAt: string | null): Map<string, Event> {
  const largest = new Map<string, Event>();
  for (const event of events) {
    const name = recordNameOf(event.type);
    if (name === null || !isKnown(event, knownAt)) continue;
    const key = naturalKey(name, event.data as Record<string, unknown>);
    const other = largest.get(key);
    if (other === undefined || knownAt === null || !standsBefore(other, event)) largest.set(key, event);
  }
  return largest;
}

function isKnown({ superseded, metadata }: LedgerEvent, knownAt: string | null): boolean {
  if (knownAt === null) return !superseded;
  return metadata.knownAt === undefined || compareInstants(metadata.knownAt, knownAt) <= 0;
}

/** Whether the earlier event in the log is the larger version. */
function standsBefore(earlier: LedgerEvent, later: LedgerEvent): boolean {
  const order = compareMoments(earlier, later);
  return order === 0 ? isOutranked(later, earlier) : order > 0;
}

/** Orders versions by time and sequence; at the same moment a retraction loses to content. */
export function compareMoments(a: LedgerEvent, b: LedgerEvent): number {
  return (
    compareInstants(a.metadata.knownAt ?? '', b.metadata.knownAt ?? '') ||
    compareSequences(a.metadata.sequence ?? '', b.metadata.sequence ?? '') ||
    Number(isRetraction(b)) - Number(isRetraction(a))
  );
}

/** Intake has compared the contents as they were received. Logs from before it wrote down what it found are judged by what they keep. */
function isOutranked(later: LedgerEvent, earlier: LedgerEvent): boolean {
  const { tie } = later.metadata;
  if (tie !== undefined) return tie === 'smaller';
  return later.superseded && JSON.stringify(earlier.data) > JSON.stringify(later.data);
}

export function isRetraction({ type }: LedgerEvent): boolean {
  const name = recordNameOf(type);
  const kind: RecordKind | null = name === null ? null : recordKinds[name];
  return kind?.retracts !== undefined;
}
