import type { DistrictView } from '#libs/contracts';
import { Controller, Get } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ListDistrictsQuery } from './list-districts.query.js';

@Controller('api/districts')
export class DistrictsController {
  readonly #queries: QueryBus;

  constructor(queries: QueryBus) {
    this.#queries = queries;
  }

  @Get()
  list(): Promise<readonly DistrictView[]> {
    return this.#queries.execute(new ListDistrictsQuery());
  }
}
