import type { FollowThroughAnswer } from '#libs/contracts';
import { readFollowThrough } from '#libs/casework';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { DistrictQuestions } from '../scope/district-questions.js';
import { ShowFollowThroughQuery } from './show-follow-through.query.js';

@QueryHandler(ShowFollowThroughQuery)
export class ShowFollowThroughHandler extends DistrictQuestions implements IQueryHandler<ShowFollowThroughQuery> {
  async execute({ district: asked }: ShowFollowThroughQuery): Promise<FollowThroughAnswer> {
    const { district, year: schoolYear } = await this.scopes.of(asked);
    return { district, schoolYear, ...(await readFollowThrough(this.models, district, schoolYear)) };
  }
}
