import { parseStream, studentStream, type IdentityFact } from '#libs/domain';
import type { EventLog } from '#libs/event-sourcing';

/** Keys of which something was said at any time: that they are one student's, whether it still stands or not. */
export interface LinkedGroup {
  readonly district: string;
  readonly keys: readonly string[];
}

/** The students of a replay who have, or had, several ids: each such group is one part's, with the records of all its keys. */
export interface LinkedStudents {
  /** Beginnings of the names of their streams that this part folds. */
  readonly own: readonly string[];
  /** Those that another part folds, though the keys are this part's. */
  readonly others: readonly string[];
}

export const noLinkedStudents: LinkedStudents = { own: [], others: [] };

/** Every group that the log speaks of up to a position; each key is in one of them. */
export async function linkedGroups(log: EventLog, upTo: number): Promise<readonly LinkedGroup[]> {
  const groups = new Map<string, { district: string; keys: Set<string> }>();
  for await (const { events } of log.read({ prefixes: ['identity-'], upTo })) {
    for (const { stream, type, data } of events) {
      const name = parseStream(stream);
      const fact = { type, data } as IdentityFact;
      if (name.kind === 'identity' && fact.type === 'student-identified-as.v1') link(groups, name.district, [name.key, fact.data.newKey]);
    }
  }
  return [...new Set(groups.values())].map(({ district, keys }) => ({ district, keys: [...keys].sort() }));
}

/** Of which groups a part folds everything: those whose first key it has. */
export function linkedOf(groups: readonly LinkedGroup[], covers: (key: string) => boolean): LinkedStudents {
  const isOwn = ({ keys: [first = ''] }: LinkedGroup): boolean => covers(first);
  const names = (some: readonly LinkedGroup[]): string[] =>
    some.flatMap(({ district, keys }) => keys.map((key) => streamsOf(district, key)));
  const others = groups.filter((group) => !isOwn(group)).map(({ district, keys }) => ({ district, keys: keys.filter(covers) }));
  return { own: names(groups.filter(isOwn)), others: names(others) };
}

/** The beginning of the names of a student's streams, one a school year. */
export function streamsOf(district: string, key: string): string {
  return studentStream(district, key, 0).slice(0, -1);
}

function link(groups: Map<string, { district: string; keys: Set<string> }>, district: string, keys: readonly string[]): void {
  const known = keys.map((key) => groups.get(`${district}/${key}`)?.keys ?? new Set([key]));
  const group = { district, keys: new Set(known.flatMap((some) => [...some])) };
  for (const key of group.keys) groups.set(`${district}/${key}`, group);
}
