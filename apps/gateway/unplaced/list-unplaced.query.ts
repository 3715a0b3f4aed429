import type { PageParameters } from '#libs/contracts';
import type { Unplaced } from '#libs/views';
import { Query } from '@nestjs/cqrs';

/** Records of a student that count as soon as an enrolment covers them. */
interface UnplacedView extends Unplaced {
  readonly studentId: string;
  readonly name: string | null;
  readonly schoolYear: number;
}

export interface UnplacedAnswer {
  readonly district: string;
  readonly unplaced: readonly UnplacedView[];
  readonly next: string | null;
}

export class ListUnplacedQuery extends Query<UnplacedAnswer> {
  constructor(readonly parameters: PageParameters) {
    super();
  }
}
