import type { StudentsAnswer, StudentsParameters } from '#libs/contracts';
import { Query } from '@nestjs/cqrs';

export class ListStudentsQuery extends Query<StudentsAnswer> {
  constructor(readonly parameters: StudentsParameters) {
    super();
  }
}
