import { isUuid, NO_STREAM, type Append, type NewEvent } from '#libs/event-sourcing';
import { InvalidAppendError } from './event-store.errors.js';

/** An event as it will be written. */
export interface PreparedEvent {
  /** Lower case. */
  readonly id: string;
  readonly type: string;
  readonly superseded: boolean;
  /** JSON texts. */
  readonly data: string;
  readonly metadata: string;
}

export interface PreparedAppend {
  readonly stream: string;
  readonly expectedRevision: number;
  readonly events: readonly PreparedEvent[];
}

/** Data and metadata of one event together, in bytes of UTF-8: with the longest type still less than the 1 MiB that EventStoreDB takes. */
export const MAX_EVENT_BYTES = 1_000_000;
/** Events in one call of `appendMany`, which is one transaction. */
export const MAX_EVENTS_AT_ONCE = 10_000;
/** Characters of a name: two ids of 200 characters, percent-encoded, have up to 4,800. */
export const MAX_NAME_LENGTH = 5_000;

/** Checks appends against the limits and writes their JSON, before anything is locked. Throws `InvalidAppendError`. */
export function prepareAppends(appends: readonly Append[]): readonly PreparedAppend[] {
  const total = appends.reduce((sum, append) => sum + append.events.length, 0);
  if (total > MAX_EVENTS_AT_ONCE) {
    throw new InvalidAppendError(`${total} events in one append are too many: append at most ${MAX_EVENTS_AT_ONCE} at once.`);
  }
  return appends.map(prepareAppend);
}

function prepareAppend({ stream, expectedRevision, events }: Append): PreparedAppend {
  if (!isName(stream)) {
    throw new InvalidAppendError(`A stream's name has 1 to ${MAX_NAME_LENGTH} characters of valid Unicode, not ${quote(stream)}.`);
  }
  if (!Number.isSafeInteger(expectedRevision) || expectedRevision < NO_STREAM) {
    throw new InvalidAppendError(`The expected revision of ${stream} must be ${NO_STREAM} or more, not ${expectedRevision}.`);
  }
  if (events.length === 0) throw new InvalidAppendError(`An append to ${stream} has no events: leave it out.`);
  return { stream, expectedRevision, events: events.map((event) => prepareEvent(event, stream)) };
}

function prepareEvent(event: NewEvent, stream: string): PreparedEvent {
  const { id, type, metadata } = event;
  if (!isName(type)) {
    throw new InvalidAppendError(
      `An event's type has 1 to ${MAX_NAME_LENGTH} characters of valid Unicode, not ${quote(type)} (${stream}).`,
    );
  }
  if (!isUuid(id)) throw new InvalidAppendError(`The id of a ${type} for ${stream} must be a UUID, not ${quote(id)}.`);
  const prepared = {
    id: id.toLowerCase(),
    type,
    superseded: metadata.superseded === true,
    data: toJson(event, 'data', stream),
    metadata: toJson(event, 'metadata', stream),
  };
  if (isTooLarge(prepared.data, prepared.metadata)) {
    const bytes = Buffer.byteLength(prepared.data) + Buffer.byteLength(prepared.metadata);
    throw new InvalidAppendError(`${type} ${id} for ${stream} has ${bytes} bytes of JSON; at most ${MAX_EVENT_BYTES} can be stored.`);
  }
  return prepared;
}

function toJson(event: NewEvent, part: 'data' | 'metadata', stream: string): string {
  let json: string | undefined;
  try {
    json = (part === 'data' ? event.json : undefined) ?? JSON.stringify(event[part]);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new InvalidAppendError(`The ${part} of ${event.type} ${event.id} for ${stream} cannot be written as JSON: ${reason}`);
  }
  if (json?.charCodeAt(0) === OPENING_BRACE) return json;
  throw new InvalidAppendError(`The ${part} of ${event.type} ${event.id} for ${stream} must be a JSON object.`);
}

const OPENING_BRACE = 0x7b;

function isTooLarge(data: string, metadata: string): boolean {
  // A UTF-16 unit takes at most three bytes: short texts need no counting.
  if ((data.length + metadata.length) * 3 <= MAX_EVENT_BYTES) return false;
  return Buffer.byteLength(data) + Buffer.byteLength(metadata) > MAX_EVENT_BYTES;
}

function isName(name: string): boolean {
  return name.length > 0 && name.length <= MAX_NAME_LENGTH && name.isWellFormed();
}

function quote(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}
