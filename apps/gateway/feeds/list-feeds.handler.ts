import type { FeedsAnswer, FeedView } from '#libs/contracts';
import { Directory } from '#libs/directory';
import { ReadModels } from '#libs/event-sourcing';
import type { FeedDocument } from '#libs/views';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { DistrictScopes, type DistrictScope } from '../scope/district-scopes.js';
import { pageOfRows } from '../scope/page-of-rows.js';
import { countUnplaced } from '../unplaced/count-unplaced.js';
import { totalOf, type FeedCounts } from './feed-counts.js';
import { ListFeedsQuery } from './list-feeds.query.js';
import { feedCounts, feedsOf } from './read-feed-counts.js';
import { silenceOf, silentSchools } from './silence.js';

@QueryHandler(ListFeedsQuery)
export class ListFeedsHandler implements IQueryHandler<ListFeedsQuery> {
  readonly #scopes: DistrictScopes;
  readonly #models: ReadModels;
  readonly #directory: Directory;

  constructor(scopes: DistrictScopes, models: ReadModels, directory: Directory) {
    this.#scopes = scopes;
    this.#models = models;
    this.#directory = directory;
  }

  async execute({ parameters: { district: asked, cursor, limit } }: ListFeedsQuery): Promise<FeedsAnswer> {
    const scope = await this.#scopes.of(asked);
    const { district, day } = scope;
    const documents = await feedsOf(this.#models, district);
    const counts = await feedCounts({ models: this.#models, directory: this.#directory }, district);
    const { rows, next } = pageOfRows([...byFeed(counts)], ([name]) => name, { cursor, limit });
    return {
      district,
      asOf: day,
      total: totalOf(counts),
      silent: silentSchools(scope, documents),
      unplacedStudents: await countUnplaced(this.#models, district),
      feeds: rows.map(([, records]) => viewOf(records, documents, scope)),
      next,
    };
  }
}

function byFeed(counts: readonly FeedCounts[]): Map<string, FeedCounts[]> {
  return Map.groupBy(counts, ({ schoolId, source }) => `${schoolId ?? ''}\n${source ?? ''}`);
}

function viewOf(records: readonly FeedCounts[], documents: readonly FeedDocument[], scope: DistrictScope): FeedView {
  const { schoolId = null, source = null } = records[0] ?? {};
  const document = documents.find((each) => each.schoolId === schoolId && each.source === (source ?? ''));
  return {
    schoolId,
    source,
    ...latestOf(document),
    ...silenceOfFeed(document, scope),
    records: records.map(({ day: _, schoolId: __, source: ___, ...counts }) => counts),
  };
}

type Latest = Pick<FeedView, 'lastRecordedAt' | 'lastKnownAt' | 'lastAttendanceDate' | 'lastSubmittedDate'>;
const nothingYet: Latest = { lastRecordedAt: null, lastKnownAt: null, lastAttendanceDate: null, lastSubmittedDate: null };

function latestOf({ lastRecordedAt, lastKnownAt, lastAttendanceDate, lastSubmittedDate }: Latest = nothingYet): Latest {
  return { lastRecordedAt, lastKnownAt, lastAttendanceDate, lastSubmittedDate };
}

/** Of a source that sends attendance; another one is never silent. */
function silenceOfFeed(document: FeedDocument | undefined, scope: DistrictScope): Pick<FeedView, 'schoolDaysBehind' | 'isSilent'> {
  const schoolId = document?.schoolId ?? null;
  if (document === undefined || schoolId === null || document.lastAttendanceDate === null)
    return { schoolDaysBehind: null, isSilent: false };
  const { schoolDaysBehind, isSilent } = silenceOf(scope, schoolId, [document]);
  return { schoolDaysBehind, isSilent };
}
