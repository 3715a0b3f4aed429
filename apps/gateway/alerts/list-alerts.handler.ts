import type { AlertsAnswer, AlertsParameters } from '#libs/contracts';
import { InvalidCursorError } from '#libs/event-sourcing';
import { ProblemError } from '#libs/service';
import { alerts, inboxes, type AlertDocument, type InboxDocument } from '#libs/views';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { DistrictQuestions } from '../scope/district-questions.js';
import { alertPeople, alertView } from './alert-view.js';
import { ListAlertsQuery } from './list-alerts.query.js';

interface AlertPage {
  readonly bodies: readonly AlertDocument[];
  readonly next: string | null;
}

@QueryHandler(ListAlertsQuery)
export class ListAlertsHandler extends DistrictQuestions implements IQueryHandler<ListAlertsQuery> {
  readonly #alerts = this.models.collection<AlertDocument>(alerts);
  readonly #inboxes = this.models.collection<InboxDocument>(inboxes);

  async execute({ parameters }: ListAlertsQuery): Promise<AlertsAnswer> {
    const { district, reference } = await this.scopes.of(parameters.district);
    const { staff } = parameters;
    const page = staff === undefined ? await this.#ofDistrict(district, parameters) : await this.#ofStaff(district, staff, parameters);
    const personOf = await this.people.of(alertPeople(page.bodies));
    const rules = reference.rulesOf(district);
    const language = parameters.language ?? (staff === undefined ? 'en' : await this.people.languageOf(district, staff));
    return { district, alerts: page.bodies.map((body) => alertView(body, { personOf, rules, language })), next: page.next };
  }

  async #ofDistrict(district: string, { state, cursor, limit }: AlertsParameters): Promise<AlertPage> {
    const index = state === undefined ? { index: 'byRaised', equals: [district] } : { index: 'byState', equals: [district, state] };
    const after = cursor === undefined ? {} : { after: cursor };
    const { documents, next } = await this.#alerts.find({ ...index, ...after, order: 'descending', limit });
    return { bodies: documents.map(({ body }) => body), next };
  }

  /** The inbox holds the newest ones; its cursor is the id of the last one seen. */
  async #ofStaff(district: string, staffId: string, { state, cursor, limit }: AlertsParameters): Promise<AlertPage> {
    const staff = await this.people.keyOf(district, 'staff', staffId);
    if (staff === null) throw new ProblemError(404, 'There is no such member of staff in this district.');
    const inbox = await this.#inboxes.get(staff);
    const ids = (inbox?.body.alerts ?? []).map(({ alertId }) => alertId).toReversed();
    const seen = cursor === undefined ? -1 : ids.indexOf(cursor);
    if (cursor !== undefined && seen === -1)
      throw new InvalidCursorError('The cursor does not belong to this query; begin again without it.');
    const documents = await this.#alerts.getMany(ids.slice(seen + 1));
    const matching = documents.map(({ body }) => body).filter((body) => (state ?? body.state) === body.state);
    const bodies = matching.slice(0, limit);
    return { bodies, next: matching.length > limit ? (bodies.at(-1)?.alertId ?? null) : null };
  }
}
