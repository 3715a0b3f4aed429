import type { FollowThrough, FollowThroughOfGroup } from '#libs/casework';
import { Query } from '@nestjs/cqrs';

export interface FollowThroughAnswer {
  readonly district: string;
  readonly schoolYear: number;
  readonly total: FollowThrough;
  /** By community and trigger. */
  readonly groups: readonly FollowThroughOfGroup[];
}

/** What the alerts of the school year that is shown led to, and how soon. */
export class ShowFollowThroughQuery extends Query<FollowThroughAnswer> {
  constructor(readonly district: string | undefined) {
    super();
  }
}
