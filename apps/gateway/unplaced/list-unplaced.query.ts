import type { PageParameters, UnplacedAnswer } from '#libs/contracts';
import { Query } from '@nestjs/cqrs';

export class ListUnplacedQuery extends Query<UnplacedAnswer> {
  constructor(readonly parameters: PageParameters) {
    super();
  }
}
