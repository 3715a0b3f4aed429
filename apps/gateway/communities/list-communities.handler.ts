import type { CommunitiesAnswer } from '#libs/contracts';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { DistrictQuestions } from '../scope/district-questions.js';
import { communitiesOfYear } from './communities-of-year.js';
import { communityView } from './community-view.js';
import { ListCommunitiesQuery } from './list-communities.query.js';

@QueryHandler(ListCommunitiesQuery)
export class ListCommunitiesHandler extends DistrictQuestions implements IQueryHandler<ListCommunitiesQuery> {
  async execute({ district: asked, community }: ListCommunitiesQuery): Promise<CommunitiesAnswer> {
    const scope = await this.scopes.of(asked);
    const communities = await communitiesOfYear(this.models, scope, community);
    return { district: scope.district, communities: communities.map(communityView) };
  }
}
