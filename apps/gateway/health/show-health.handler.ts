import type { HealthAnswer } from '#libs/contracts';
import { HealthSource } from '#libs/service';
import { StoreError } from '#libs/sqlite';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Silences } from '../feeds/silences.js';
import { Quarantines } from './quarantines.js';
import { ShowHealthQuery } from './show-health.query.js';

@QueryHandler(ShowHealthQuery)
export class ShowHealthHandler implements IQueryHandler<ShowHealthQuery> {
  readonly #source: HealthSource;
  readonly #quarantines: Quarantines;
  readonly #silences: Silences;

  constructor(source: HealthSource, quarantines: Quarantines, silences: Silences) {
    this.#source = source;
    this.#quarantines = quarantines;
    this.#silences = silences;
  }

  async execute(): Promise<HealthAnswer> {
    const reasons = (await this.#source.troubles()).map(({ what }) => what);
    try {
      reasons.push(...(await this.#ofDocuments()));
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      if (!reasons.includes(error.message)) reasons.push(error.message);
    }
    return { status: reasons.length === 0 ? 'up' : 'degraded', reasons };
  }

  async #ofDocuments(): Promise<string[]> {
    const { length } = await this.#quarantines.all();
    const quarantined = length === 0 ? [] : [`${length} documents could not be folded and are not current: see /api/quarantined.`];
    return [...quarantined, ...(await this.#silences.inWords())];
  }
}
