import { alertsQuery, type AlertsParameters } from '#libs/contracts';
import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ListAlertsQuery, type AlertsAnswer } from './list-alerts.query.js';

@Controller('api/alerts')
export class AlertsController {
  readonly #queries: QueryBus;

  constructor(queries: QueryBus) {
    this.#queries = queries;
  }

  @Get()
  list(@Query({ schema: alertsQuery }) parameters: AlertsParameters): Promise<AlertsAnswer> {
    return this.#queries.execute(new ListAlertsQuery(parameters));
  }
}
