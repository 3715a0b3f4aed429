import { EventLog, EventStore, ReadModels } from '#libs/event-sourcing';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { alertPeople, alertView } from '../alerts/alert-view.js';
import { storyOfAlert } from '../alerts/story-of-alert.js';
import { People } from '../people/people.js';
import { DistrictScopes } from '../scope/district-scopes.js';
import { AlertPageQuery, type AlertPage } from './alert-page.query.js';

@QueryHandler(AlertPageQuery)
export class AlertPageHandler implements IQueryHandler<AlertPageQuery> {
  readonly #scopes: DistrictScopes;
  readonly #people: People;
  readonly #parts: Parameters<typeof storyOfAlert>[0];

  // oxlint-disable-next-line max-params -- Nest injects one parameter for each thing that is needed.
  constructor(scopes: DistrictScopes, people: People, store: EventStore, log: EventLog, models: ReadModels) {
    this.#scopes = scopes;
    this.#people = people;
    this.#parts = { store, log, models };
  }

  async execute({ district: asked, alertId }: AlertPageQuery): Promise<AlertPage> {
    const { district } = await this.#scopes.of(asked);
    const { alert, steps, contacts } = await storyOfAlert(this.#parts, district, alertId);
    const personOf = await this.#people.of([...alertPeople([alert]), ...contacts.map(({ staff }) => staff)]);
    const record = steps[0]?.causes.at(-1) ?? null;
    const shown = contacts.map(({ date, kind, staff }) => ({ date, kind, by: personOf(staff) }));
    return { district, alert: alertView(alert, personOf), record, contacts: shown };
  }
}
