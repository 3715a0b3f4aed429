import type { RecordName } from '#libs/domain';
import { recordNames } from './record-schemas.js';

const LONGEST_COMPARED = 100;

/** The CloudEvents type of a kind of record. */
export function eventType<Name extends RecordName>(name: Name): `homeroom.sis.${Name}.v1` {
  return `homeroom.sis.${name}.v1`;
}

/** The kind of record that a CloudEvents type stands for; null where it is not known. */
export function recordNameOfType(type: string): RecordName | null {
  return nameOfType.get(type) ?? null;
}

const nameOfType: ReadonlyMap<string, RecordName> = new Map(recordNames.map((name) => [eventType(name), name]));

/** The known type that is most like an unknown one; null where none is near enough to be meant. */
export function nearestType(type: string): string | null {
  if (type.length > LONGEST_COMPARED) return null;
  let nearest: string | null = null;
  let least = Math.max(3, Math.floor(type.length / 3)) + 1;
  for (const name of recordNames) {
    const known = eventType(name);
    for (const meant of [known, name]) {
      // Whoever sends one unknown type sends many: what is too long or too short to be meant is not compared.
      if (Math.abs(type.length - meant.length) >= least) continue;
      const edits = editDistance(...withoutCommonStart(type, meant));
      if (edits < least) [nearest, least] = [known, edits];
    }
  }
  return nearest;
}

function withoutCommonStart(a: string, b: string): [string, string] {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return [a.slice(at), b.slice(at)];
}

/** How many letters must be put in, taken out or replaced to make `b` of `a` (Levenshtein). */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
