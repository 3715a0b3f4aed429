import type { StudentsParameters } from '#libs/contracts';
import { Query } from '@nestjs/cqrs';
import type { StudentView } from './student-view.js';

export interface StudentsAnswer {
  readonly district: string;
  readonly asOf: string | null;
  readonly students: readonly StudentView[];
  /** Where the next page begins; null on the last one. A page may be short before that. */
  readonly next: string | null;
}

export class ListStudentsQuery extends Query<StudentsAnswer> {
  constructor(readonly parameters: StudentsParameters) {
    super();
  }
}
