import { recordKinds } from '#libs/domain';

const TYPE = /"type"\s*:\s*"homeroom\.sis\.([a-z-]+)\.v1"/;
const LOOKED_AT = 4_096;

/** What kind of record refused bytes would have been, as far as they say; else `unknown`. */
export function kindIn(original: Uint8Array): string {
  const text = Buffer.from(original.buffer, original.byteOffset, Math.min(original.byteLength, LOOKED_AT)).toString('latin1');
  const kind = TYPE.exec(text)?.[1] ?? '';
  return kind in recordKinds || kind === 'student-profile' || kind === 'staff-profile' ? kind : 'unknown';
}
