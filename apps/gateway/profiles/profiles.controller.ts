import {
  districtQuery,
  profileQuery,
  type AdoptionsAnswer,
  type DistrictParameters,
  type ProfileParameters,
  type ProfilesAnswer,
} from '#libs/contracts';
import type { Profile } from '#libs/domain';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ListAdoptionsQuery } from './list-adoptions.query.js';
import { ListProfilesQuery } from './list-profiles.query.js';
import { ShowProfileQuery } from './show-profile.query.js';

@Controller('api')
export class ProfilesController {
  readonly #queries: QueryBus;

  constructor(queries: QueryBus) {
    this.#queries = queries;
  }

  @Get('profiles')
  list(@Query({ schema: districtQuery }) { district }: DistrictParameters): Promise<ProfilesAnswer> {
    return this.#queries.execute(new ListProfilesQuery(district));
  }

  @Get('profiles/:name')
  show(@Param('name') name: string, @Query({ schema: profileQuery }) parameters: ProfileParameters): Promise<Profile> {
    return this.#queries.execute(new ShowProfileQuery(name, parameters));
  }

  @Get('profile-adoptions')
  adoptions(@Query({ schema: districtQuery }) { district }: DistrictParameters): Promise<AdoptionsAnswer> {
    return this.#queries.execute(new ListAdoptionsQuery(district));
  }
}
