/** 1 for each character that is a hexadecimal digit. */
const isDigit = new Uint8Array(0x10000);
for (const digit of '0123456789abcdefABCDEF') isDigit[digit.charCodeAt(0)] = 1;

const HYPHENS = [8, 13, 18, 23] as const;

/** True for the text form of a UUID of any version. */
export function isUuid(id: string): boolean {
  if (id.length !== 36) return false;
  for (const at of HYPHENS) if (id.charCodeAt(at) !== 0x2d) return false;
  let digits = 0;
  for (let at = 0; at < 36; at++) digits += isDigit[id.charCodeAt(at)] ?? 0;
  return digits === 32;
}
