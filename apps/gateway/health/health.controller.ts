import type { HealthAnswer, QuarantinedAnswer, ReadyAnswer } from '#libs/contracts';
import { HealthSource, requireReady } from '#libs/service';
import { Controller, Get } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { Quarantines } from './quarantines.js';
import { ShowHealthQuery } from './show-health.query.js';

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
  async ready(): Promise<ReadyAnswer> {
    await requireReady(this.#source);
    return { ready: true };
  }

  @Get('quarantined')
  async quarantined(): Promise<QuarantinedAnswer> {
    return { quarantined: await this.#quarantines.all() };
  }
}
