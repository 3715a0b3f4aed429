/** Something that began, with the first day it no longer holds. */
export type Span<T> = T & { readonly end: string };

interface Endings {
  readonly ending: string;
  readonly names: string;
  readonly same: string;
  readonly year: number;
}

/** Each beginning with the first day it no longer holds. */
export function spans<T extends object>(
  beginnings: T[],
  start: keyof T & string,
  endings: Record<string, string>[],
  by: Endings,
): Span<T>[] {
  const yearEnd = `${by.year}-07-01`;
  const field = (item: T, name: string): string => String((item as Record<string, unknown>)[name]);
  const ended = beginnings.map((item) => ({ ...item, end: yearEnd }));
  const end = (item: Span<T> | undefined, at: string): void => {
    if (item !== undefined && at < item.end) Object.assign(item, { end: at });
  };
  for (const ending of endings.toSorted(
    (a, b) => Number(!a[by.names]) - Number(!b[by.names]) || compare(a[by.ending] ?? '', b[by.ending] ?? ''),
  )) {
    const at = ending[by.ending] ?? '';
    const own = ended.filter((item) => field(item, by.same) === ending[by.same]);
    const named = ending[by.names];
    if (named !== undefined) {
      end(
        own.find((item) => field(item, start) === named),
        at,
      );
      continue;
    }
    const latest = own.filter((item) => field(item, start) < at).toSorted((a, b) => compare(field(b, start), field(a, start)))[0];
    end(latest !== undefined && latest.end > at ? latest : own.find((item) => field(item, start) === at), at);
  }
  return ended;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
