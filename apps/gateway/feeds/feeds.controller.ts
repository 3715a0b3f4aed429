import {
  feedDaysQuery,
  pageQuery,
  type FeedDaysAnswer,
  type FeedDaysParameters,
  type FeedsAnswer,
  type PageParameters,
} from '#libs/contracts';
import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ListFeedDaysQuery } from './list-feed-days.query.js';
import { ListFeedsQuery } from './list-feeds.query.js';

@Controller('api/feeds')
export class FeedsController {
  readonly #queries: QueryBus;

  constructor(queries: QueryBus) {
    this.#queries = queries;
  }

  @Get()
  list(@Query({ schema: pageQuery }) parameters: PageParameters): Promise<FeedsAnswer> {
    return this.#queries.execute(new ListFeedsQuery(parameters));
  }

  @Get('days')
  days(@Query({ schema: feedDaysQuery }) parameters: FeedDaysParameters): Promise<FeedDaysAnswer> {
    return this.#queries.execute(new ListFeedDaysQuery(parameters));
  }
}
