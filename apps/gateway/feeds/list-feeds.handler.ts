import type { FeedView, FeedsAnswer } from '#libs/contracts';
import { feeds, type FeedDocument } from '#libs/views';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { DistrictQuestions } from '../scope/district-questions.js';
import { ListFeedsQuery } from './list-feeds.query.js';

const MOST_FEEDS = 1_000;
/** Today's attendance may not be in yet. */
const DAYS_IN_TIME = 1;

@QueryHandler(ListFeedsQuery)
export class ListFeedsHandler extends DistrictQuestions implements IQueryHandler<ListFeedsQuery> {
  readonly #feeds = this.models.collection<FeedDocument>(feeds);

  async execute({ district: asked }: ListFeedsQuery): Promise<FeedsAnswer> {
    const { district, day, reference } = await this.scopes.of(asked);
    const { documents } = await this.#feeds.find({ index: 'byDistrict', equals: [district], limit: MOST_FEEDS });
    const days = reference.daysOf(district);
    return { district, asOf: day, feeds: documents.map(({ body }) => viewOf(body, days)) };
  }
}

function viewOf({ district: _, ...feed }: FeedDocument, days: readonly string[]): FeedView {
  const last = feed.lastAttendanceDate;
  const schoolDaysBehind = last === null ? null : days.filter((date) => date > last).length;
  return { ...feed, schoolDaysBehind, isSilent: (schoolDaysBehind ?? 0) > DAYS_IN_TIME };
}
