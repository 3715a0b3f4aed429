import type { CaseloadAnswer } from '#libs/contracts';
import { Query } from '@nestjs/cqrs';

/** Whom a member of staff is there for today. */
export class ShowCaseloadQuery extends Query<CaseloadAnswer> {
  constructor(
    readonly district: string | undefined,
    readonly staffId: string,
  ) {
    super();
  }
}
