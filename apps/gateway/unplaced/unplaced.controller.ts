import { pageQuery, type PageParameters, type UnplacedAnswer } from '#libs/contracts';
import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ListUnplacedQuery } from './list-unplaced.query.js';

@Controller('api/unplaced')
export class UnplacedController {
  readonly #queries: QueryBus;

  constructor(queries: QueryBus) {
    this.#queries = queries;
  }

  @Get()
  list(@Query({ schema: pageQuery }) parameters: PageParameters): Promise<UnplacedAnswer> {
    return this.#queries.execute(new ListUnplacedQuery(parameters));
  }
}
