import type { HealthAnswer } from '#libs/contracts';
import { HealthSource } from '#libs/service';
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
    const quarantined = await this.#quarantines.all();
    if (quarantined.length > 0) {
      reasons.push(`${quarantined.length} documents could not be folded and are not current: see /api/quarantined.`);
    }
    reasons.push(...(await this.#silences.inWords()));
    return { status: reasons.length === 0 ? 'up' : 'degraded', reasons };
  }
}
