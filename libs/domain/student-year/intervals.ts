/** Something that began: an enrolment, a membership, an assignment. `to` is the first day it no longer holds. */
export interface Beginning {
  readonly from: string;
  readonly to?: string;
}

/** Something that ends one: the beginning it names or else the latest that began before. */
export interface Ending {
  readonly at: string;
  readonly names?: string | undefined;
}

/**
 * First day on which each beginning no longer holds; null while it is open. Depends on the two sets only, not on their order.
 *
 * An ending that names nothing ends the latest that began before its day; where that one has ended already, it ends the one
 * that began on the very day and leaves it empty. So a re-entry on an exit day stands.
 */
export function endsOf(beginnings: readonly Beginning[], endings: readonly Ending[]): (string | null)[] {
  const ends = beginnings.map((beginning) => beginning.to ?? null);
  const endAt = (index: number, at: string): void => {
    const end = ends[index] ?? at;
    ends[index] = at < end ? at : end;
  };
  for (const ending of endings) {
    const named = beginnings.findIndex((beginning) => beginning.from === ending.names);
    if (named >= 0) endAt(named, ending.at);
  }
  for (const at of endings.flatMap((ending) => (ending.names === undefined ? [ending.at] : [])).sort()) {
    const latest = latestBefore(beginnings, at);
    const target = runsOn(ends[latest], at) ? latest : beginnings.findIndex((beginning) => beginning.from === at);
    if (target >= 0) endAt(target, at);
  }
  return ends;
}

/** Whether a beginning with this end holds on the day; undefined is no beginning. */
function runsOn(end: string | null | undefined, day: string): boolean {
  return end === null || (end ?? '') > day;
}

function latestBefore(beginnings: readonly Beginning[], at: string): number {
  let latest = -1;
  beginnings.forEach((beginning, index) => {
    if (beginning.from < at && beginning.from > (beginnings[latest]?.from ?? '')) latest = index;
  });
  return latest;
}
