import type { CollectionDefinition } from '#libs/event-sourcing';

/** How many alerts there were, and how they stand. */
export interface FollowThroughCounts {
  readonly alerts: number;
  readonly open: number;
  /** Open ones that nobody has in hand. */
  readonly unacknowledged: number;
  /** Open ones that reach no adult. */
  readonly unowned: number;
  readonly silent: number;
  readonly corrected: number;
}

/** What the alerts of one trigger came to. Alerts of old news and those whose record was wrong are counted, and not measured. */
export interface FollowThroughOfRule extends FollowThroughCounts {
  /** The trigger. */
  readonly rule: string;
  /** What was measured of each alert, in ascending order, so that medians of many groups together are exact. */
  readonly secondsToNotice: readonly number[];
  readonly secondsToHand: readonly number[];
  readonly daysToContact: readonly number[];
  readonly daysToRecovery: readonly number[];
}

/** What the alerts of a group came to in a school year, added up, so that nobody who looks at it has to read them all. */
export interface FollowThroughSumDocument {
  readonly district: string;
  readonly schoolYear: number;
  /** null: about students of no community, or about a school's feed. */
  readonly communityId: string | null;
  /** In order of their names. */
  readonly rules: readonly FollowThroughOfRule[];
}

export const followThroughSums: CollectionDefinition = { name: 'follow-through.sums', indexes: { byYear: ['district', 'schoolYear'] } };
