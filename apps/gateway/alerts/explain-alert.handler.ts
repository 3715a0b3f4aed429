import type { AlertExplanation } from '#libs/contracts';
import { peopleIn, withLabels } from '#libs/casework';
import { alertReasons } from '#libs/views';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { People } from '../people/people.js';
import { AlertStories } from './alert-stories.js';
import { ExplainAlertQuery } from './explain-alert.query.js';

@QueryHandler(ExplainAlertQuery)
export class ExplainAlertHandler implements IQueryHandler<ExplainAlertQuery> {
  readonly #stories: AlertStories;
  readonly #people: People;

  constructor(stories: AlertStories, people: People) {
    this.#stories = stories;
    this.#people = people;
  }

  async execute({ district: asked, alertId }: ExplainAlertQuery): Promise<AlertExplanation> {
    const { district, rules, ...story } = await this.#stories.of(asked, alertId);
    const personOf = await this.#people.of(peopleIn(story));
    const reasons = alertReasons(story.alert, rules.judging(story.alert));
    return { district, reasons, ...withLabels(story, (key) => personOf(key).id) };
  }
}
