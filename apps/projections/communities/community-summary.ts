import type { Status } from '#libs/domain';
import type { CommunityDefinition } from '#libs/views';
import { DEFAULT_SIZE_LIMIT, dailyCountsOf, noCounts, type CommunityDocument, type StatusCounts, type StudentDocument } from '#libs/views';

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

/** What counts of a student. */
export type Member = Pick<StudentDocument, 'row' | 'enrolled' | 'history' | 'quarantined'>;

/** Sums a community up from its students: exact, no counters that drift. */
export function summarize(facts: CommunityFacts, members: readonly Member[]): CommunityDocument {
  const { district, communityId, year, asOf } = facts;
  const current = members.filter((member) => member.enrolled && member.quarantined === null);
  return {
    district,
    communityId,
    year,
    ...describe(facts, current),
    asOf,
    size: current.length,
    ...count(current),
    quarantined: members.filter((member) => member.quarantined !== null).length,
    dailyCounts: dailyCountsOf(
      current.map(({ history }) => history),
      facts.days.slice(-TREND_DAYS),
    ),
  };
}

/** As defined, or as much as its students tell. */
function describe({ communityId, definition }: CommunityFacts, members: readonly Member[]) {
  const schoolId = members[0]?.row?.schoolId ?? null;
  if (definition === null) return { name: communityId, schoolId, theme: null, sizeLimit: DEFAULT_SIZE_LIMIT };
  const { name, theme = null, sizeLimit = DEFAULT_SIZE_LIMIT } = definition;
  return { name, schoolId: definition.schoolId, theme, sizeLimit };
}

function count(members: readonly Member[]): Pick<CommunityDocument, 'counts' | 'milestones'> {
  const milestones: Record<string, StatusCounts> = {};
  let counts = noCounts;
  for (const { row } of members) {
    if (row === null) continue;
    counts = add(counts, row.status);
    const milestone = row.milestone ?? 'none';
    milestones[milestone] = add(milestones[milestone] ?? noCounts, row.status);
  }
  return { counts, milestones: Object.fromEntries(Object.entries(milestones).toSorted(([a], [b]) => (a < b ? -1 : 1))) };
}

function add(counts: StatusCounts, status: Status): StatusCounts {
  return { ...counts, [status]: counts[status] + 1 };
}
