import type { Status } from '#libs/domain';
import type { CommunityDefinition } from '#libs/views';
import type { StudentEntry } from '../on-track/student-entry.js';
import { DEFAULT_SIZE_LIMIT, noCounts, type CommunityDocument, type StatusCounts } from '#libs/views';

/** Days that a trend shows: about a semester of school days. */
const TREND_DAYS = 90;

export interface CommunityFacts {
  readonly district: string;
  readonly communityId: string;
  readonly year: number;
  readonly definition: CommunityDefinition | null;
  readonly asOf: string;
  /** School days up to `asOf`, in order. */
  readonly days: readonly string[];
}

/** Sums a community up from its students: exact, no counters that drift. */
export function summarize(facts: CommunityFacts, members: readonly StudentEntry[]): CommunityDocument {
  const { district, communityId, year, definition, asOf } = facts;
  const current = members.filter((member) => member.enrolled && member.quarantined === null);
  const milestones: Record<string, StatusCounts> = {};
  let counts = noCounts;
  for (const { row } of current) {
    if (row === null) continue;
    counts = add(counts, row.status);
    const milestone = row.milestone ?? 'none';
    milestones[milestone] = add(milestones[milestone] ?? noCounts, row.status);
  }
  return {
    district,
    communityId,
    year,
    name: definition?.name ?? communityId,
    schoolId: definition?.schoolId ?? current[0]?.row?.schoolId ?? null,
    theme: definition?.theme ?? null,
    sizeLimit: definition?.sizeLimit ?? DEFAULT_SIZE_LIMIT,
    asOf,
    size: current.length,
    counts,
    milestones: Object.fromEntries(Object.entries(milestones).sort(([a], [b]) => (a < b ? -1 : 1))),
    quarantined: members.filter((member) => member.quarantined !== null).length,
    trend: trendOf(current, facts.days.slice(-TREND_DAYS)),
  };
}

function add(counts: StatusCounts, status: Status): StatusCounts {
  return { ...counts, [status]: counts[status] + 1 };
}

/** One pass over the days: every member's history is walked once. */
function trendOf(members: readonly StudentEntry[], days: readonly string[]): CommunityDocument['trend'] {
  const totals = days.map((date) => ({ date, counts: { ...noCounts } as Record<Status, number> }));
  for (const { history } of members) {
    let next = 0;
    let status: Status | null = null;
    for (const { date, counts } of totals) {
      for (let change = history[next]; change !== undefined && change[0] <= date; change = history[next]) {
        status = change[1];
        next += 1;
      }
      if (status !== null) counts[status] += 1;
    }
  }
  return totals;
}
