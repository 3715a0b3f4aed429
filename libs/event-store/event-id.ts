const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** True for the text form of a UUID of any version. */
export function isEventId(id: string): boolean {
  return UUID.test(id);
}

const digitOf = new Uint8Array(128);
for (let value = 0; value < 16; value++) digitOf[value.toString(16).charCodeAt(0)] = value;

/** Writes the 16 bytes of a lower-case UUID into `bytes`. */
export function writeEventId(id: string, bytes: Uint8Array): void {
  let at = 0;
  for (let i = 0; i < 36; i += 2) {
    if (i === 8 || i === 13 || i === 18 || i === 23) i++;
    bytes[at++] = ((digitOf[id.charCodeAt(i)] ?? 0) << 4) | (digitOf[id.charCodeAt(i + 1)] ?? 0);
  }
}

/** The text form, in lower case. */
export function eventIdOf(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
