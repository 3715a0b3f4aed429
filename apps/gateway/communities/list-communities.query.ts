import type { CommunityDocument } from '#libs/views';
import { Query } from '@nestjs/cqrs';

/** A community as people see it. */
export interface CommunityView extends Omit<CommunityDocument, 'year'> {
  readonly schoolYear: number;
  readonly isOverLimit: boolean;
}

export interface CommunitiesAnswer {
  readonly district: string;
  readonly communities: readonly CommunityView[];
}

/** All communities of the school year that is shown, or one of them. */
export class ListCommunitiesQuery extends Query<CommunitiesAnswer> {
  constructor(
    readonly district: string | undefined,
    readonly community: string | null = null,
  ) {
    super();
  }
}
