import { districtQuery, type DistrictParameters, type FeedsAnswer } from '#libs/contracts';
import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ListFeedsQuery } from './list-feeds.query.js';

@Controller('api/feeds')
export class FeedsController {
  readonly #queries: QueryBus;

  constructor(queries: QueryBus) {
    this.#queries = queries;
  }

  @Get()
  list(@Query({ schema: districtQuery }) { district }: DistrictParameters): Promise<FeedsAnswer> {
    return this.#queries.execute(new ListFeedsQuery(district));
  }
}
