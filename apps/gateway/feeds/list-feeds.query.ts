import type { FeedsAnswer, PageParameters } from '#libs/contracts';
import { Query } from '@nestjs/cqrs';

export class ListFeedsQuery extends Query<FeedsAnswer> {
  constructor(readonly parameters: PageParameters) {
    super();
  }
}
