import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { AlertStories } from '../alerts/alert-stories.js';
import { alertPeople, alertView } from '../alerts/alert-view.js';
import { People } from '../people/people.js';
import { AlertPageQuery, type AlertPage } from './alert-page.query.js';

@QueryHandler(AlertPageQuery)
export class AlertPageHandler implements IQueryHandler<AlertPageQuery> {
  readonly #stories: AlertStories;
  readonly #people: People;

  constructor(stories: AlertStories, people: People) {
    this.#stories = stories;
    this.#people = people;
  }

  async execute({ district: asked, alertId }: AlertPageQuery): Promise<AlertPage> {
    const { district, rules, alert, steps, contacts } = await this.#stories.of(asked, alertId);
    const personOf = await this.#people.of([...alertPeople([alert]), ...contacts.map(({ staff }) => staff)]);
    const record = steps[0]?.causes.at(-1) ?? null;
    const shown = contacts.map(({ date, kind, staff }) => ({ date, kind, by: personOf(staff) }));
    return { district, alert: alertView(alert, { personOf, rules }), record, contacts: shown };
  }
}
