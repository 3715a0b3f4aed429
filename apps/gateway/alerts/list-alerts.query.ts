import type { AlertsParameters } from '#libs/contracts';
import { Query } from '@nestjs/cqrs';
import type { AlertView } from './alert-view.js';

export interface AlertsAnswer {
  readonly district: string;
  /** Newest first. */
  readonly alerts: readonly AlertView[];
  readonly next: string | null;
}

/** Alerts of a district, or those that one member of staff was told of. */
export class ListAlertsQuery extends Query<AlertsAnswer> {
  constructor(readonly parameters: AlertsParameters) {
    super();
  }
}
