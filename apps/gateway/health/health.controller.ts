import { HealthSource, ProblemError } from '#libs/service';
import { Controller, Get } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { Quarantines, type QuarantinedDocument } from './quarantines.js';
import { ShowHealthQuery, type HealthAnswer } from './show-health.query.js';

@Controller('api')
export class HealthController {
  readonly #queries: QueryBus;
  readonly #source: HealthSource;
  readonly #quarantines: Quarantines;

  constructor(queries: QueryBus, source: HealthSource, quarantines: Quarantines) {
    this.#queries = queries;
    this.#source = source;
    this.#quarantines = quarantines;
  }

  /** Answers 200 as long as it can answer at all: what is wrong stands in the body. */
  @Get('health')
  health(): Promise<HealthAnswer> {
    return this.#queries.execute(new ShowHealthQuery());
  }

  @Get('ready')
  ready(): { readonly ready: true } {
    if (!this.#source.isReady()) throw new ProblemError(503, 'Not ready yet: the data is being prepared.');
    return { ready: true };
  }

  @Get('quarantined')
  async quarantined(): Promise<{ readonly quarantined: readonly QuarantinedDocument[] }> {
    return { quarantined: await this.#quarantines.all() };
  }
}
