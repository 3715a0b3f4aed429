import { deadLettersQuery, type DeadLettersParameters, type DeadLettersAnswer } from '#libs/contracts';
import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ListDeadLettersQuery } from './list-dead-letters.query.js';

@Controller('api/dead-letters')
export class DeadLettersController {
  readonly #queries: QueryBus;

  constructor(queries: QueryBus) {
    this.#queries = queries;
  }

  @Get()
  list(@Query({ schema: deadLettersQuery }) parameters: DeadLettersParameters): Promise<DeadLettersAnswer> {
    return this.#queries.execute(new ListDeadLettersQuery(parameters));
  }
}
