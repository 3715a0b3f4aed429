import type { Profile } from '#libs/domain';
import { ProblemError } from '#libs/service';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { DistrictScopes } from '../scope/district-scopes.js';
import { ShowProfileQuery } from './show-profile.query.js';

@QueryHandler(ShowProfileQuery)
export class ShowProfileHandler implements IQueryHandler<ShowProfileQuery> {
  readonly #scopes: DistrictScopes;

  constructor(scopes: DistrictScopes) {
    this.#scopes = scopes;
  }

  async execute({ name, parameters: { district: asked, version } }: ShowProfileQuery): Promise<Profile> {
    const { district, reference } = await this.#scopes.of(asked);
    const rules = reference.rulesOf(district);
    const found = version === undefined ? rules.newest(name) : rules.find(name, version);
    if (found !== null) return found;
    const which = version === undefined ? '' : ` in version ${JSON.stringify(version)}`;
    throw new ProblemError(404, `District ${JSON.stringify(district)} knows no rules ${JSON.stringify(name)}${which}.`);
  }
}
