import { districtQuery, type DistrictParameters } from '#libs/contracts';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ShowCaseloadQuery, type CaseloadAnswer } from './show-caseload.query.js';

@Controller('api/staff')
export class StaffController {
  readonly #queries: QueryBus;

  constructor(queries: QueryBus) {
    this.#queries = queries;
  }

  @Get(':id/caseload')
  caseload(@Param('id') id: string, @Query({ schema: districtQuery }) { district }: DistrictParameters): Promise<CaseloadAnswer> {
    return this.#queries.execute(new ShowCaseloadQuery(district, id));
  }
}
