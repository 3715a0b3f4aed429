import type { Status } from '#libs/domain';
import type { CollectionDefinition } from '#libs/event-sourcing';

export type StatusCounts = Readonly<Record<Status, number>>;

/** One learning community in one school year, summed up again from its students whenever one of them changes. */
export interface CommunityDocument {
  readonly district: string;
  readonly communityId: string;
  readonly year: number;
  /** The id where the community is joined but not defined. */
  readonly name: string;
  readonly schoolId: string | null;
  readonly theme: string | null;
  readonly sizeLimit: number;
  /** The day the counts are for. */
  readonly asOf: string;
  /** Students enrolled that day. */
  readonly size: number;
  readonly counts: StatusCounts;
  readonly milestones: Readonly<Record<string, StatusCounts>>;
  /** Students that are shown as not current and left out of the counts. */
  readonly quarantined: number;
  /** Counts on the school days before, as known now; the newest last. */
  readonly trend: readonly { readonly date: string; readonly counts: StatusCounts }[];
}

export const communities: CollectionDefinition = {
  name: 'communities',
  indexes: { byYear: ['district', 'year', 'communityId'] },
};

/** The most students a community is meant for where its definition does not say (small communities: a few hundred). */
export const DEFAULT_SIZE_LIMIT = 400;

export const noCounts: StatusCounts = { 'on-track': 0, 'at-risk': 0, 'insufficient-data': 0, 'off-track': 0 };

/** The counts of both together. */
export function addCounts(a: StatusCounts, b: StatusCounts): StatusCounts {
  return {
    'on-track': a['on-track'] + b['on-track'],
    'at-risk': a['at-risk'] + b['at-risk'],
    'insufficient-data': a['insufficient-data'] + b['insufficient-data'],
    'off-track': a['off-track'] + b['off-track'],
  };
}
