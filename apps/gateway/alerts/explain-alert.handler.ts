import { explainAlert, peopleIn, UnknownAlertError, withLabels, type AlertStory } from '#libs/casework';
import { EventLog, EventStore, ReadModels } from '#libs/event-sourcing';
import { ProblemError } from '#libs/service';
import { alertReasons } from '#libs/views';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { People } from '../people/people.js';
import { DistrictScopes } from '../scope/district-scopes.js';
import { ExplainAlertQuery, type AlertExplanation } from './explain-alert.query.js';

@QueryHandler(ExplainAlertQuery)
export class ExplainAlertHandler implements IQueryHandler<ExplainAlertQuery> {
  readonly #scopes: DistrictScopes;
  readonly #people: People;
  readonly #parts: Parameters<typeof explainAlert>[0];

  // oxlint-disable-next-line max-params -- Nest injects one parameter for each thing that is needed.
  constructor(scopes: DistrictScopes, people: People, store: EventStore, log: EventLog, models: ReadModels) {
    this.#scopes = scopes;
    this.#people = people;
    this.#parts = { store, log, models };
  }

  async execute({ district: asked, alertId }: ExplainAlertQuery): Promise<AlertExplanation> {
    const { district } = await this.#scopes.of(asked);
    const story = await this.#story(district, alertId);
    const personOf = await this.#people.of(peopleIn(story));
    return { district, reasons: alertReasons(story.alert), ...withLabels(story, (key) => personOf(key).id) };
  }

  async #story(district: string, alertId: string): Promise<AlertStory> {
    try {
      return await explainAlert(this.#parts, district, alertId);
    } catch (error) {
      if (error instanceof UnknownAlertError) throw new ProblemError(404, error.message);
      throw error;
    }
  }
}
