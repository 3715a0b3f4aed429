import { Controller, Get } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ListDistrictsQuery, type DistrictView } from './list-districts.query.js';

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
