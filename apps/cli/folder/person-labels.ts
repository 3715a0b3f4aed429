import { labelOf, type Directory } from '#libs/directory';

const AT_ONCE = 1_000;

/** How people are shown: by the district's own id, and erased ones by the beginning of their key. */
export async function labelsOf(directory: Directory, keys: Iterable<string>): Promise<(key: string) => string> {
  const wanted = [...new Set(keys)];
  const labels = new Map<string, string>();
  for (let from = 0; from < wanted.length; from += AT_ONCE) {
    const some = wanted.slice(from, from + AT_ONCE);
    const people = await directory.people(some);
    for (const key of some) labels.set(key, labelOf(key, people.get(key)));
  }
  return (key) => labels.get(key) ?? labelOf(key, undefined);
}
