import { eventTypeOf } from '#libs/domain';
import { isUuid, type EventMetadata, type NewEvent } from '#libs/event-sourcing';
import type { LedgerEntry } from './decide-stream.js';

/** The event of a fact that is to be appended. */
export function factEvent({ fact, superseded, tie }: LedgerEntry, id: string): NewEvent {
  const { record, payload, json, handle } = fact;
  const { name, time, sequence, source, traceparent } = record;
  const metadata: { -readonly [field in keyof EventMetadata]: EventMetadata[field] } = { knownAt: time, source };
  // Any other id is a text of the district's making that may name a student: it stays out of the log.
  if (record.id !== undefined && isUuid(record.id)) metadata['correlation'] = record.id;
  if (sequence !== undefined) metadata['sequence'] = sequence;
  if (traceparent !== undefined) metadata['traceparent'] = traceparent;
  if (superseded) metadata['superseded'] = true;
  if (tie !== null) metadata['tie'] = tie;
  if (handle !== null) metadata['extras'] = handle;
  return { id, type: eventTypeOf(name), data: payload, json, metadata };
}
