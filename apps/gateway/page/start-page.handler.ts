import type { DistrictView } from '#libs/contracts';
import { Directory } from '#libs/directory';
import { ReadModels, type Collection } from '#libs/event-sourcing';
import { HealthSource, ProblemError } from '#libs/service';
import { alerts, type AlertDocument } from '#libs/views';
import { QueryBus, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { alertPeople, alertView } from '../alerts/alert-view.js';
import { ShowFollowThroughQuery } from '../alerts/show-follow-through.query.js';
import { ListCommunitiesQuery } from '../communities/list-communities.query.js';
import { ListDistrictsQuery } from '../districts/list-districts.query.js';
import { ListFeedsQuery } from '../feeds/list-feeds.query.js';
import { ShowHealthQuery } from '../health/show-health.query.js';
import { People } from '../people/people.js';
import { ReferenceView } from '../scope/reference-view.js';
import { StartPageQuery, type ShownDistrict, type StartPage, type Week } from './start-page.query.js';

const ALERTS_SHOWN = 12;
const MOST_LOOKED_AT = 500;
const DAYS_OF_A_WEEK = 5;

@QueryHandler(StartPageQuery)
export class StartPageHandler implements IQueryHandler<StartPageQuery> {
  readonly #queries: QueryBus;
  readonly #source: HealthSource;
  readonly #reference: ReferenceView;
  readonly #people: People;
  readonly #directory: Directory;
  readonly #alerts: Collection<AlertDocument>;

  // oxlint-disable-next-line max-params -- Nest injects one parameter for each thing that is needed.
  constructor(queries: QueryBus, source: HealthSource, reference: ReferenceView, people: People, directory: Directory, models: ReadModels) {
    this.#queries = queries;
    this.#source = source;
    this.#reference = reference;
    this.#people = people;
    this.#directory = directory;
    this.#alerts = models.collection(alerts);
  }

  async execute({ district }: StartPageQuery): Promise<StartPage> {
    const districts = await this.#queries.execute(new ListDistrictsQuery());
    const asked = district === undefined ? districts[0] : districts.find((each) => each.district === district);
    if (district !== undefined && asked === undefined) throw new ProblemError(404, `There is no district ${JSON.stringify(district)}.`);
    const health = await this.#queries.execute(new ShowHealthQuery());
    return { districts, shown: asked === undefined ? null : await this.#shown(asked), health, isReady: this.#source.isReady() };
  }

  async #shown(view: DistrictView): Promise<ShownDistrict> {
    const { district } = view;
    const { communities } = await this.#queries.execute(new ListCommunitiesQuery(district));
    const { unplacedStudents } = await this.#queries.execute(new ListFeedsQuery({ district, limit: 1 }));
    const { total } = await this.#queries.execute(new ShowFollowThroughQuery(district));
    const newest = await this.#newestAlerts(district);
    const shown = newest.slice(0, ALERTS_SHOWN);
    const personOf = await this.#people.of(alertPeople(shown));
    const unowned = await this.#alerts.find({ index: 'byUnowned', equals: [district, 'open', 1], limit: MOST_LOOKED_AT });
    const reference = await this.#reference.current();
    const rules = reference.rulesOf(district);
    return {
      ...view,
      communityViews: communities,
      alerts: shown.map((alert) => alertView(alert, personOf, rules)),
      week: weekOf(newest, reference.daysOf(district)),
      followThrough: total,
      unowned: unowned.documents.length,
      unplacedStudents,
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
