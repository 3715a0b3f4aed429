import { districtQuery, type DistrictParameters, type CommunitiesAnswer, type CommunityView } from '#libs/contracts';
import { ProblemError } from '#libs/service';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ListCommunitiesQuery } from './list-communities.query.js';

@Controller('api/communities')
export class CommunitiesController {
  readonly #queries: QueryBus;

  constructor(queries: QueryBus) {
    this.#queries = queries;
  }

  @Get()
  list(@Query({ schema: districtQuery }) { district }: DistrictParameters): Promise<CommunitiesAnswer> {
    return this.#queries.execute(new ListCommunitiesQuery(district));
  }

  @Get(':id')
  async show(@Param('id') id: string, @Query({ schema: districtQuery }) { district }: DistrictParameters): Promise<CommunityView> {
    const { communities } = await this.#queries.execute(new ListCommunitiesQuery(district, id));
    const [community] = communities;
    if (community === undefined) throw new ProblemError(404, `There is no community ${JSON.stringify(id)} in this school year.`);
    return community;
  }
}
