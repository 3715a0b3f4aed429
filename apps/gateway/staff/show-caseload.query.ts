import type { Assignment } from '#libs/domain';
import { Query } from '@nestjs/cqrs';
import type { ShownPerson } from '../people/people.js';
import type { StudentView } from '../students/student-view.js';

/** Whom a member of staff is there for today. */
export interface CaseloadAnswer {
  readonly district: string;
  readonly asOf: string | null;
  readonly staff: ShownPerson;
  /** Those that hold today. */
  readonly assignments: readonly CaseloadDuty[];
  readonly students: readonly StudentView[];
  /** True where there are more students than one answer holds. */
  readonly isCut: boolean;
}

interface CaseloadDuty extends Pick<Assignment, 'role' | 'from' | 'to'> {
  readonly communityId?: string;
  readonly schoolId?: string;
  readonly sectionId?: string;
  readonly student?: ShownPerson;
}

export class ShowCaseloadQuery extends Query<CaseloadAnswer> {
  constructor(
    readonly district: string | undefined,
    readonly staffId: string,
  ) {
    super();
  }
}
