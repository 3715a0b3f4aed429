import type { CommunitiesAnswer } from '#libs/contracts';
import { Query } from '@nestjs/cqrs';

/** All communities of the school year that is shown, or one of them. */
export class ListCommunitiesQuery extends Query<CommunitiesAnswer> {
  constructor(
    readonly district: string | undefined,
    readonly community: string | null = null,
  ) {
    super();
  }
}
