import type { DistrictView } from '#libs/contracts';
import { communities, type CommunityDocument } from '#libs/views';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { DistrictQuestions } from '../scope/district-questions.js';
import { ListDistrictsQuery } from './list-districts.query.js';

const MOST_COMMUNITIES = 1_000;

@QueryHandler(ListDistrictsQuery)
export class ListDistrictsHandler extends DistrictQuestions implements IQueryHandler<ListDistrictsQuery> {
  readonly #communities = this.models.collection<CommunityDocument>(communities);

  async execute(): Promise<readonly DistrictView[]> {
    const scopes = await this.scopes.all();
    return Promise.all(
      scopes.map(async ({ district, day, year }) => {
        const { documents } = await this.#communities.find({ index: 'byYear', equals: [district, year], limit: MOST_COMMUNITIES });
        const students = documents.reduce((sum, { body }) => sum + body.size, 0);
        return { district, day, schoolYear: year, students, communities: documents.length };
      }),
    );
  }
}
