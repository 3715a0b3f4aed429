import type { FollowThroughAnswer } from '#libs/contracts';
import { Query } from '@nestjs/cqrs';

/** What the alerts of the school year that is shown led to, and how soon. */
export class ShowFollowThroughQuery extends Query<FollowThroughAnswer> {
  constructor(readonly district: string | undefined) {
    super();
  }
}
