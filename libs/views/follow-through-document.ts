import type { AlertEnding } from '#libs/domain';
import type { CollectionDefinition } from '#libs/event-sourcing';

/** What an alert led to and when, of one alert: small, because a community's are read together. Instants are those of the log. */
export interface FollowThroughDocument {
  readonly district: string;
  readonly schoolYear: number;
  readonly communityId: string | null;
  /** Where there is no community, the first byte of the student's key: as many as a community has are added up at once, not all. */
  readonly part: string | null;
  readonly rule: string;
  /** null: about a community or a school's feed. */
  readonly studentKey: string | null;
  /** Old news: nobody was told. */
  readonly silent: boolean;
  /** The day it was raised for. */
  readonly asOf: string;
  /** When the record was appended that began it. */
  readonly recordedAt: string;
  readonly firstNoticeAt: string | null;
  /** When somebody first had it in hand: acknowledged, let it rest or settled it. */
  readonly firstInHandAt: string | null;
  readonly ended: AlertEnding | null;
  readonly endedAsOf: string | null;
  readonly isUnowned: boolean;
  /** Nobody has it in hand. */
  readonly isWaiting: boolean;
}

export const followThrough: CollectionDefinition = {
  name: 'follow-through',
  indexes: { byGroup: ['district', 'schoolYear', 'communityId', 'part'], byStudent: ['district', 'studentKey'] },
};
