import type { FeedDaysAnswer, FeedDaysParameters } from '#libs/contracts';
import { Query } from '@nestjs/cqrs';

export class ListFeedDaysQuery extends Query<FeedDaysAnswer> {
  constructor(readonly parameters: FeedDaysParameters) {
    super();
  }
}
