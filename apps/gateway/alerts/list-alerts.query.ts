import type { AlertsAnswer, AlertsParameters } from '#libs/contracts';
import { Query } from '@nestjs/cqrs';

/** Alerts of a district, or those that one member of staff was told of. */
export class ListAlertsQuery extends Query<AlertsAnswer> {
  constructor(readonly parameters: AlertsParameters) {
    super();
  }
}
