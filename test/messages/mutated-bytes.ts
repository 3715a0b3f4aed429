import type { Chance } from '../torture/chance.js';

const MOST = 24;

/** Bytes as a broken wire, disk or program would leave them. */
export function mutatedBytes(bytes: Uint8Array, other: Uint8Array, chance: Chance): Uint8Array {
  const from = chance.between(0, bytes.length);
  const to = Math.min(bytes.length, from + chance.between(1, MOST));
  const before = bytes.subarray(0, from);
  const after = bytes.subarray(to);
  switch (chance.between(0, 6)) {
    case 0:
      return flipped(bytes, chance);
    case 1:
      return before;
    case 2:
      return Buffer.concat([before, after]);
    case 3:
      return Buffer.concat([before, random(chance), after]);
    case 4:
      return Buffer.concat([before, bytes.subarray(from, to), bytes.subarray(from, to), after]);
    case 5:
      return Buffer.concat([before, other.subarray(Math.min(from, other.length))]);
    default:
      return Buffer.concat([chance.pick([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from([0xff, 0xfe]), Buffer.from(' \r\n')]), bytes]);
  }
}

function flipped(bytes: Uint8Array, chance: Chance): Uint8Array {
  const copy = Uint8Array.from(bytes);
  for (let left = chance.between(1, 4); left > 0; left--) {
    const at = chance.between(0, copy.length - 1);
    copy[at] = (copy[at] ?? 0) ^ (1 << chance.between(0, 7));
  }
  return copy;
}

function random(chance: Chance): Uint8Array {
  return Uint8Array.from({ length: chance.between(1, MOST) }, () => chance.between(0, 255));
}
