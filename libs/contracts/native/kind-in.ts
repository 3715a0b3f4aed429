import { recordKinds, type RecordName } from '#libs/domain';

const TYPE = /"type"\s*:\s*"homeroom\.sis\.([a-z-]+)\.v1"/;
const LOOKED_AT = 4_096;

/** What kind of record bytes would have been that are no event, as far as they say. */
export function kindIn(original: Uint8Array): RecordName | undefined {
  const text = Buffer.from(original.buffer, original.byteOffset, Math.min(original.byteLength, LOOKED_AT)).toString('latin1');
  const kind = TYPE.exec(text)?.[1];
  return kind !== undefined && isRecordName(kind) ? kind : undefined;
}

function isRecordName(kind: string): kind is RecordName {
  return Object.hasOwn(recordKinds, kind) || kind === 'student-profile' || kind === 'staff-profile';
}
