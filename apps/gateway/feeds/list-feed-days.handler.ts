import type { FeedDaysAnswer } from '#libs/contracts';
import { Directory } from '#libs/directory';
import { addDays, daysBetween } from '#libs/domain';
import { Clock, ReadModels } from '#libs/event-sourcing';
import { ProblemError } from '#libs/service';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { DistrictScopes } from '../scope/district-scopes.js';
import { LocalTime } from '../scope/local-time.js';
import { pageOfRows } from '../scope/page-of-rows.js';
import { totalOf, type FeedCounts } from './feed-counts.js';
import { ListFeedDaysQuery } from './list-feed-days.query.js';
import { feedCountsByDay } from './read-feed-counts.js';

const DEFAULT_DAYS = 7;
/** One answer reads a document for each feed and day. */
const MOST_DAYS = 31;

@QueryHandler(ListFeedDaysQuery)
export class ListFeedDaysHandler implements IQueryHandler<ListFeedDaysQuery> {
  readonly #scopes: DistrictScopes;
  readonly #models: ReadModels;
  readonly #directory: Directory;
  readonly #place: LocalTime;
  readonly #clock: Clock;

  // oxlint-disable-next-line max-params -- Nest injects one parameter for each thing that is needed.
  constructor(scopes: DistrictScopes, models: ReadModels, directory: Directory, place: LocalTime, clock: Clock) {
    this.#scopes = scopes;
    this.#models = models;
    this.#directory = directory;
    this.#place = place;
    this.#clock = clock;
  }

  async execute({ parameters }: ListFeedDaysQuery): Promise<FeedDaysAnswer> {
    const { district } = await this.#scopes.of(parameters.district);
    const { timeZone } = this.#place;
    const to = parameters.to ?? this.#place.dayOf(this.#clock.now());
    const from = parameters.from ?? addDays(to, 1 - DEFAULT_DAYS);
    if (from > to) throw new ProblemError(400, `from: ${from} is after to, ${to}.`);
    if (daysBetween(from, to) >= MOST_DAYS) throw new ProblemError(400, `from: ask for at most ${MOST_DAYS} days at once.`);
    const sources = { models: this.#models, directory: this.#directory };
    const all = (await feedCountsByDay(sources, district, { from, to, timeZone })).filter(asked(parameters));
    const { rows, next } = pageOfRows(all, nameOf, parameters);
    return { district, from, to, timeZone, total: totalOf(all), counts: rows, next };
  }
}

function asked({ record, school }: ListFeedDaysQuery['parameters']) {
  return (row: FeedCounts): boolean => (record ?? row.record) === row.record && (school ?? row.schoolId) === row.schoolId;
}

function nameOf({ day, schoolId, source, record }: FeedCounts): string {
  return [day, schoolId, source, record].map((part) => part ?? '').join('\n');
}
