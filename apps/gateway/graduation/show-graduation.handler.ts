import type { GraduationAnswer } from '#libs/contracts';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { DistrictQuestions } from '../scope/district-questions.js';
import { graduationRates } from './graduation-rates.js';
import { ShowGraduationQuery } from './show-graduation.query.js';

@QueryHandler(ShowGraduationQuery)
export class ShowGraduationHandler extends DistrictQuestions implements IQueryHandler<ShowGraduationQuery> {
  async execute({ parameters: { district: asked, cohort } }: ShowGraduationQuery): Promise<GraduationAnswer> {
    const { district, day } = await this.scopes.of(asked);
    const rates = await graduationRates(this.models, { district, cohort, today: day });
    return { district, asOf: day, cohort, rates };
  }
}
