import type { GraduationAnswer } from '#libs/contracts';
import { EventStore, ReadModels } from '#libs/event-sourcing';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { DistrictScopes } from '../scope/district-scopes.js';
import { graduationRates } from './graduation-rates.js';
import { ShowGraduationQuery } from './show-graduation.query.js';

@QueryHandler(ShowGraduationQuery)
export class ShowGraduationHandler implements IQueryHandler<ShowGraduationQuery> {
  readonly #scopes: DistrictScopes;
  readonly #store: EventStore;
  readonly #models: ReadModels;

  constructor(scopes: DistrictScopes, store: EventStore, models: ReadModels) {
    this.#scopes = scopes;
    this.#store = store;
    this.#models = models;
  }

  async execute({ parameters: { district: asked, cohort } }: ShowGraduationQuery): Promise<GraduationAnswer> {
    const { district, day } = await this.#scopes.of(asked);
    const rates = await graduationRates({ store: this.#store, models: this.#models }, { district, cohort, today: day });
    return { district, asOf: day, cohort, rates };
  }
}
