import { peopleIn, withLabels } from '#libs/casework';
import { EventLog, EventStore, ReadModels } from '#libs/event-sourcing';
import { alertReasons } from '#libs/views';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { People } from '../people/people.js';
import { DistrictScopes } from '../scope/district-scopes.js';
import { ExplainAlertQuery, type AlertExplanation } from './explain-alert.query.js';
import { storyOfAlert } from './story-of-alert.js';

@QueryHandler(ExplainAlertQuery)
export class ExplainAlertHandler implements IQueryHandler<ExplainAlertQuery> {
  readonly #scopes: DistrictScopes;
  readonly #people: People;
  readonly #parts: Parameters<typeof storyOfAlert>[0];

  // oxlint-disable-next-line max-params -- Nest injects one parameter for each thing that is needed.
  constructor(scopes: DistrictScopes, people: People, store: EventStore, log: EventLog, models: ReadModels) {
    this.#scopes = scopes;
    this.#people = people;
    this.#parts = { store, log, models };
  }

  async execute({ district: asked, alertId }: ExplainAlertQuery): Promise<AlertExplanation> {
    const { district } = await this.#scopes.of(asked);
    const story = await storyOfAlert(this.#parts, district, alertId);
    const personOf = await this.#people.of(peopleIn(story));
    return { district, reasons: alertReasons(story.alert), ...withLabels(story, (key) => personOf(key).id) };
  }
}
