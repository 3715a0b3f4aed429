import type { DistrictView } from '#libs/contracts';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { communitiesOfYear } from '../communities/communities-of-year.js';
import { DistrictQuestions } from '../scope/district-questions.js';
import { ListDistrictsQuery } from './list-districts.query.js';

@QueryHandler(ListDistrictsQuery)
export class ListDistrictsHandler extends DistrictQuestions implements IQueryHandler<ListDistrictsQuery> {
  async execute(): Promise<readonly DistrictView[]> {
    const scopes = await this.scopes.all();
    return Promise.all(
      scopes.map(async ({ district, day, year }) => {
        const communities = await communitiesOfYear(this.models, { district, year });
        const students = communities.reduce((sum, { size }) => sum + size, 0);
        return { district, day, schoolYear: year, students, communities: communities.length };
      }),
    );
  }
}
