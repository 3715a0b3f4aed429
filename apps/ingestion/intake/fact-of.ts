import type { PersonKind } from '#libs/directory';
import { contentOf, naturalKey, payloadOf, recordKinds, type Offer, type RecordKind } from '#libs/domain';
import type { PersonKeys } from './person-keys.js';
import type { Place, Places } from './places.js';
import type { FactRecord } from './record-groups.js';
import { keyHash } from './stored-version.js';

/** A record as it will stand in the log: without the district's ids of people, in the stream of the one it is about. */
export interface FactDraft {
  readonly record: FactRecord;
  readonly place: Place;
  /** Keys sorted: its JSON text is canonical. */
  readonly payload: Record<string, unknown>;
  /** True where the record carries more than the fact keeps: the directory keeps the whole of it. */
  readonly hasExtras: boolean;
}

/** A fact with what it offers to the ledger of its stream. */
export interface Fact {
  readonly record: FactRecord;
  readonly stream: string;
  readonly payload: Record<string, unknown>;
  /** The payload as canonical JSON. */
  readonly json: string;
  /** Where the directory keeps the whole content; null where the payload is all there is. */
  readonly handle: string | null;
  readonly offer: Offer;
  readonly keyHash: number;
}

export function draftOf(record: FactRecord, keys: PersonKeys, places: Places): FactDraft {
  const { data: payload, hasExtras } = payloadOf(record.name, withoutIds(record, keys));
  return { record, payload, hasExtras, place: places.of(record, keys) };
}

export function factOf({ record, payload, place }: FactDraft, handle: string | null): Fact {
  const { name, time, sequence = '', ownTime } = record;
  const kind: RecordKind = recordKinds[name];
  const json = JSON.stringify(payload);
  const version = { time, sequence, retraction: kind.retracts !== undefined, content: contentOf(json, handle) };
  const key = naturalKey(name, payload);
  return { record, stream: place.stream, payload, json, handle, offer: { key, version, ownTime }, keyHash: keyHash(key) };
}

/** A fact that names another person does so by a field that the wire does not have: one of its name that came in is not let through. */
function withoutIds({ name, district, data }: FactRecord, keys: PersonKeys): Readonly<Record<string, unknown>> {
  const keyOf = (kind: PersonKind, id: unknown): string | undefined => (typeof id === 'string' ? keys.of(district, kind, id) : undefined);
  if (name === 'staff-leave-recorded') return { ...data, substituteKey: keyOf('staff', data['substituteId']) };
  if (recordKinds[name].stream === 'staff') return { ...data, studentKey: keyOf('student', data['studentId']) };
  if (name === 'student-identified-as') return { ...data, newKey: keyOf('student', data['newStudentId']) };
  return data;
}
