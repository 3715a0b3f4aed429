import type { FeedsAnswer } from '#libs/contracts';
import { Query } from '@nestjs/cqrs';

export class ListFeedsQuery extends Query<FeedsAnswer> {
  constructor(readonly district: string | undefined) {
    super();
  }
}
