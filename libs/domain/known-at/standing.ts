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
  const largest = new Map<string, Event>();
  const standing = new Set<Event>();
  for (const event of events) {
    if (!isKnown(event, knownAt)) continue;
    const name = recordNameOf(event.type);
    if (name === null) {
      standing.add(event);
      continue;
    }
    const key = naturalKey(name, event.data as Record<string, unknown>);
    const other = largest.get(key);
    if (other === undefined || knownAt === null || !standsBefore(other, event)) largest.set(key, event);
  }
  for (const event of largest.values()) if (!isRetraction(event)) standing.add(event);
  return events.filter((event) => standing.has(event));
}

function isKnown({ superseded, metadata }: LedgerEvent, knownAt: string | null): boolean {
  if (knownAt === null) return !superseded;
  return metadata.knownAt === undefined || compareInstants(metadata.knownAt, knownAt) <= 0;
}

/** Whether the earlier event in the log is the larger version. */
function standsBefore(earlier: LedgerEvent, later: LedgerEvent): boolean {
  const order =
    compareInstants(earlier.metadata.knownAt ?? '', later.metadata.knownAt ?? '') ||
    compareSequences(earlier.metadata.sequence ?? '', later.metadata.sequence ?? '') ||
    Number(isRetraction(later)) - Number(isRetraction(earlier));
  return order === 0 ? hasLargerContent(earlier, later) : order > 0;
}

/** Where a record carried more than the log keeps, intake compared the whole contents: its flag is followed. */
function hasLargerContent(earlier: LedgerEvent, later: LedgerEvent): boolean {
  const hasMore = earlier.metadata.extras !== undefined || later.metadata.extras !== undefined;
  if (hasMore) return later.superseded;
  return JSON.stringify(earlier.data) > JSON.stringify(later.data);
}

function isRetraction({ type }: LedgerEvent): boolean {
  const name = recordNameOf(type);
  const kind: RecordKind | null = name === null ? null : recordKinds[name];
  return kind?.retracts !== undefined;
}
