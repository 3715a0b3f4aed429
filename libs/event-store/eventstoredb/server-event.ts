import type { RecordedEvent as ClientEvent } from '@eventstore/db-client';
import type { EventMetadata, RecordedEvent } from '#libs/event-sourcing';
import type { EventVersions } from '../event-versions.js';
import type { ServerEvent } from './driver.port.js';

export function serverEventOf(event: ClientEvent): ServerEvent {
  const { id, type, streamId, data, metadata, created } = event;
  return {
    id,
    type,
    stream: streamId,
    revision: safeInteger('revision', event.revision),
    position: safeInteger('position', event.position?.commit),
    recordedAt: created,
    data,
    metadata,
  };
}

/** As the ports have it. The flag is folded out of the metadata, where it was written. @throws NewerEventError */
export function recordedEventOf(event: ServerEvent, versions: EventVersions): RecordedEvent {
  const { id, stream, revision, position, recordedAt, metadata } = event;
  const { type, upcast } = versions.present(event.type);
  const data = upcast !== null && isObject(event.data) ? upcast(event.data) : event.data;
  const parsed = isObject(metadata) ? (metadata as EventMetadata) : {};
  const superseded = parsed.superseded === true;
  return { id, type, stream, revision, position, recordedAt: recordedAt.toISOString(), superseded, data, metadata: parsed };
}

/** False for JSON that the client could not parse: it passes that on as text or bytes, without an error. */
export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);
}

/** Positions are byte offsets: 2^53 of them are eight million gigabytes. */
export function safeInteger(what: 'position' | 'revision', value: bigint | undefined): number {
  const number = Number(value);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  throw new RangeError(`The server answered ${what} ${value}, which is no integer from 0 to 2^53 - 1.`);
}
