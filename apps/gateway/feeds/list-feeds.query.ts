import type { FeedDocument } from '#libs/views';
import { Query } from '@nestjs/cqrs';

export interface FeedView extends Omit<FeedDocument, 'district'> {
  /** School days of the district since the last one with attendance; null where this source sends none. */
  readonly schoolDaysBehind: number | null;
  /** More than a day behind: what is shown of the school may be older than it looks. */
  readonly isSilent: boolean;
}

export interface FeedsAnswer {
  readonly district: string;
  readonly asOf: string | null;
  readonly feeds: readonly FeedView[];
}

export class ListFeedsQuery extends Query<FeedsAnswer> {
  constructor(readonly district: string | undefined) {
    super();
  }
}
