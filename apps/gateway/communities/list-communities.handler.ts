import type { CommunitiesAnswer, CommunityView } from '#libs/contracts';
import { communities, type CommunityDocument } from '#libs/views';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { DistrictQuestions } from '../scope/district-questions.js';
import { ListCommunitiesQuery } from './list-communities.query.js';

/** Of one school year; a district of a million students has some 4,000. */
const MOST_COMMUNITIES = 1_000;

@QueryHandler(ListCommunitiesQuery)
export class ListCommunitiesHandler extends DistrictQuestions implements IQueryHandler<ListCommunitiesQuery> {
  readonly #communities = this.models.collection<CommunityDocument>(communities);

  async execute({ district: asked, community }: ListCommunitiesQuery): Promise<CommunitiesAnswer> {
    const { district, year } = await this.scopes.of(asked);
    const equals = community === null ? [district, year] : [district, year, community];
    const { documents } = await this.#communities.find({ index: 'byYear', equals, limit: MOST_COMMUNITIES });
    return { district, communities: documents.map(({ body }) => viewOf(body)) };
  }
}

function viewOf({ year, ...document }: CommunityDocument): CommunityView {
  return { ...document, schoolYear: year, isOverLimit: document.size > document.sizeLimit };
}
