import { graduationQuery, type GraduationAnswer, type GraduationParameters } from '#libs/contracts';
import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ShowGraduationQuery } from './show-graduation.query.js';

@Controller('api/graduation')
export class GraduationController {
  readonly #queries: QueryBus;

  constructor(queries: QueryBus) {
    this.#queries = queries;
  }

  @Get()
  show(@Query({ schema: graduationQuery }) parameters: GraduationParameters): Promise<GraduationAnswer> {
    return this.#queries.execute(new ShowGraduationQuery(parameters));
  }
}
