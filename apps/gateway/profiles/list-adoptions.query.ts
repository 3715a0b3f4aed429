import type { AdoptionsAnswer } from '#libs/contracts';
import { Query } from '@nestjs/cqrs';

export class ListAdoptionsQuery extends Query<AdoptionsAnswer> {
  constructor(readonly district: string | undefined) {
    super();
  }
}
