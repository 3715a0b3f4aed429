import type { AdoptionsAnswer } from '#libs/contracts';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { DistrictScopes } from '../scope/district-scopes.js';
import { adoptionViews } from './adoption-views.js';
import { ListAdoptionsQuery } from './list-adoptions.query.js';

@QueryHandler(ListAdoptionsQuery)
export class ListAdoptionsHandler implements IQueryHandler<ListAdoptionsQuery> {
  readonly #scopes: DistrictScopes;

  constructor(scopes: DistrictScopes) {
    this.#scopes = scopes;
  }

  async execute({ district: asked }: ListAdoptionsQuery): Promise<AdoptionsAnswer> {
    const { district, reference } = await this.#scopes.of(asked);
    return { district, adoptions: adoptionViews(reference.rulesOf(district)) };
  }
}
