import type { GraduationAnswer, GraduationParameters } from '#libs/contracts';
import { Query } from '@nestjs/cqrs';

/** What became of a class. */
export class ShowGraduationQuery extends Query<GraduationAnswer> {
  constructor(readonly parameters: GraduationParameters) {
    super();
  }
}
