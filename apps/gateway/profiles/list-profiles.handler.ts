import type { ProfilesAnswer } from '#libs/contracts';
import { defaultProfile, everyShippedProfile } from '#libs/domain';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { DistrictScopes } from '../scope/district-scopes.js';
import { ListProfilesQuery } from './list-profiles.query.js';

@QueryHandler(ListProfilesQuery)
export class ListProfilesHandler implements IQueryHandler<ListProfilesQuery> {
  readonly #scopes: DistrictScopes;

  constructor(scopes: DistrictScopes) {
    this.#scopes = scopes;
  }

  async execute({ district: asked }: ListProfilesQuery): Promise<ProfilesAnswer> {
    const { district, reference } = await this.#scopes.of(asked);
    const { own } = reference.rulesOf(district);
    const profiles = [...everyShippedProfile, ...own].map((profile) => {
      const { milestones: _, ...named } = profile;
      return { ...named, isOwn: own.includes(profile), isDefault: profile === defaultProfile() };
    });
    return { district, profiles };
  }
}
