import { readFollowThroughOfAll } from '#libs/casework';
import { Directory } from '#libs/directory';
import { ReadModels, type Collection } from '#libs/event-sourcing';
import { HealthSource, ProblemError } from '#libs/service';
import { alerts, type AlertDocument } from '#libs/views';
import { QueryBus, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { alertPeople, alertView } from '../alerts/alert-view.js';
import { communitiesOfYear } from '../communities/communities-of-year.js';
import { ShowHealthQuery } from '../health/show-health.query.js';
import { People } from '../people/people.js';
import { DistrictScopes, type DistrictScope } from '../scope/district-scopes.js';
import { countUnplaced } from '../unplaced/count-unplaced.js';
import { pageOf, sumOf } from './community-pages.js';
import { StartPageQuery, type ShownDistrict, type StartPage, type Week } from './start-page.query.js';

const ALERTS_SHOWN = 12;
const MOST_LOOKED_AT = 500;
/** Counting ends there: the whole staff is then yet to come. */
const MOST_UNOWNED = 10_000;
const DAYS_OF_A_WEEK = 5;

@QueryHandler(StartPageQuery)
export class StartPageHandler implements IQueryHandler<StartPageQuery> {
  readonly #queries: QueryBus;
  readonly #source: HealthSource;
  readonly #scopes: DistrictScopes;
  readonly #people: People;
  readonly #directory: Directory;
  readonly #models: ReadModels;
  readonly #alerts: Collection<AlertDocument>;

  // oxlint-disable-next-line max-params -- Nest injects one parameter for each thing that is needed.
  constructor(queries: QueryBus, source: HealthSource, scopes: DistrictScopes, people: People, directory: Directory, models: ReadModels) {
    this.#queries = queries;
    this.#source = source;
    this.#scopes = scopes;
    this.#people = people;
    this.#directory = directory;
    this.#models = models;
    this.#alerts = models.collection(alerts);
  }

  async execute({ district, page }: StartPageQuery): Promise<StartPage> {
    const scopes = await this.#scopes.all();
    const asked = district === undefined ? scopes[0] : scopes.find((each) => each.district === district);
    if (district !== undefined && asked === undefined) throw new ProblemError(404, `There is no district ${JSON.stringify(district)}.`);
    const health = await this.#queries.execute(new ShowHealthQuery());
    const shown = asked === undefined ? null : await this.#shown(asked, page);
    return { districts: scopes.map((scope) => scope.district), shown, health, isReady: this.#source.isReady() };
  }

  async #shown({ district, day, year, reference }: DistrictScope, asked: number): Promise<ShownDistrict> {
    const communities = await communitiesOfYear(this.#models, { district, year });
    const newest = await this.#newestAlerts(district);
    const shown = newest.slice(0, ALERTS_SHOWN);
    const personOf = await this.#people.of(alertPeople(shown));
    const rules = reference.rulesOf(district);
    return {
      district,
      day,
      schoolYear: year,
      communities: communities.length,
      ...sumOf(communities),
      ...pageOf(communities, asked),
      alerts: shown.map((alert) => alertView(alert, { personOf, rules })),
      names: new Map(communities.map(({ communityId, name }) => [communityId, name])),
      week: weekOf(newest, reference.daysOf(district)),
      followThrough: await readFollowThroughOfAll(this.#models, district, year),
      unowned: await this.#alerts.count({ index: 'byUnowned', equals: [district, 'open', 1], most: MOST_UNOWNED }),
      unplacedStudents: await countUnplaced(this.#models, district),
      deadLetters: (await this.#directory.countDeadLetters(district)).reduce((sum, { waiting }) => sum + waiting, 0),
    };
  }

  /** By the day they are about: after an import of history many are recorded at the same moment. */
  async #newestAlerts(district: string): Promise<AlertDocument[]> {
    const query = { index: 'byRaised', equals: [district], order: 'descending', limit: MOST_LOOKED_AT } as const;
    const { documents } = await this.#alerts.find(query);
    return documents.map(({ body }) => body).sort((a, b) => compare(lastDay(b), lastDay(a)) || compare(b.raisedAt, a.raisedAt));
  }
}

function weekOf(newest: readonly AlertDocument[], days: readonly string[]): Week {
  const since = days.at(-DAYS_OF_A_WEEK) ?? days[0] ?? '';
  return {
    newlyOffTrack: newest.filter(({ asOf, state }) => asOf >= since && state !== 'retracted').length,
    backOnTrack: newest.filter(({ endedAsOf, state }) => state === 'resolved' && (endedAsOf ?? '') >= since).length,
  };
}

function lastDay({ asOf, endedAsOf }: AlertDocument): string {
  return endedAsOf ?? asOf;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
