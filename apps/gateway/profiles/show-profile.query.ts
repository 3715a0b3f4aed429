import type { ProfileParameters } from '#libs/contracts';
import type { Profile } from '#libs/domain';
import { Query } from '@nestjs/cqrs';

export class ShowProfileQuery extends Query<Profile> {
  constructor(
    readonly name: string,
    readonly parameters: ProfileParameters,
  ) {
    super();
  }
}
