import type { ConditionOutcome, StatusRow } from '#libs/domain';
import type { StudentEntry } from './student-entry.js';

/**
 * What was recorded of students under ids that stand for another one now: whoever was told of it then is not told again.
 * @param entries as they stood before. @param personOf the key that the student of a key has now.
 * @returns for an entry whether all that is wrong by its row was recorded of the same student's year under another id; undefined where
 * there is no other.
 */
export function knownBefore(
  entries: readonly StudentEntry[],
  personOf: (key: string) => string,
): (entry: StudentEntry) => ((row: StatusRow) => boolean) | undefined {
  const known = new Map<string, Set<string>>();
  for (const { key, year, recorded } of entries) {
    const person = personOf(key);
    if (person === key || recorded.status === null) continue;
    const name = `${person}/${year}`;
    known.set(name, new Set([...(known.get(name) ?? []), ...recorded.conditions.map(told)]));
  }
  return ({ key, year }) => {
    const before = known.get(`${key}/${year}`);
    return before && (({ conditions }) => conditions.every((condition) => isHarmless(condition) || before.has(told(condition))));
  };
}

function told({ name, result }: Pick<ConditionOutcome, 'name' | 'result'>): string {
  return `${name} ${result}`;
}

function isHarmless({ result }: ConditionOutcome): boolean {
  return result === 'pass' || result === 'insufficient-data';
}
