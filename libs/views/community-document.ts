import type { CollectionDefinition } from '#libs/event-sourcing';
import type { DailyCounts } from './daily-counts.js';
import type { StatusCounts } from './status-counts.js';

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
  /** Counts on the school days before, as known now; missing in a document of before form 3 of the students. */
  readonly dailyCounts?: DailyCounts;
}

export const communities: CollectionDefinition = {
  name: 'communities',
  indexes: { byYear: ['district', 'year', 'communityId'] },
};

/** The most students a community is meant for where its definition does not say (small communities: a few hundred). */
export const DEFAULT_SIZE_LIMIT = 400;
