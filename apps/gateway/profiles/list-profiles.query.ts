import type { ProfilesAnswer } from '#libs/contracts';
import { Query } from '@nestjs/cqrs';

export class ListProfilesQuery extends Query<ProfilesAnswer> {
  constructor(readonly district: string | undefined) {
    super();
  }
}
