import {
  acknowledgeBody,
  alertsQuery,
  districtQuery,
  resolveBody,
  snoozeBody,
  type AcknowledgeBody,
  type AlertsParameters,
  type DistrictParameters,
  type ResolveBody,
  type SnoozeBody,
  type AlertExplanation,
  type AlertsAnswer,
  type FollowThroughAnswer,
  type HandledAlert,
} from '#libs/contracts';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ExplainAlertQuery } from './explain-alert.query.js';
import { HandleAlertCommand } from './handle-alert.command.js';
import { ListAlertsQuery } from './list-alerts.query.js';
import { ShowFollowThroughQuery } from './show-follow-through.query.js';

@Controller('api/alerts')
export class AlertsController {
  readonly #queries: QueryBus;
  readonly #commands: CommandBus;

  constructor(queries: QueryBus, commands: CommandBus) {
    this.#queries = queries;
    this.#commands = commands;
  }

  @Get()
  list(@Query({ schema: alertsQuery }) parameters: AlertsParameters): Promise<AlertsAnswer> {
    return this.#queries.execute(new ListAlertsQuery(parameters));
  }

  @Get('follow-through')
  followThrough(@Query({ schema: districtQuery }) { district }: DistrictParameters): Promise<FollowThroughAnswer> {
    return this.#queries.execute(new ShowFollowThroughQuery(district));
  }

  @Get(':id')
  explain(@Param('id') id: string, @Query({ schema: districtQuery }) { district }: DistrictParameters): Promise<AlertExplanation> {
    return this.#queries.execute(new ExplainAlertQuery(district, id));
  }

  @Post(':id/acknowledge')
  @HttpCode(200)
  acknowledge(
    @Param('id') id: string,
    @Body({ schema: acknowledgeBody }) { staff: staffId }: AcknowledgeBody,
    @Query({ schema: districtQuery }) { district }: DistrictParameters,
  ): Promise<HandledAlert> {
    return this.#commands.execute(new HandleAlertCommand({ district, staffId }, id, { kind: 'acknowledge' }));
  }

  @Post(':id/snooze')
  @HttpCode(200)
  snooze(
    @Param('id') id: string,
    @Body({ schema: snoozeBody }) { staff: staffId, until, reason }: SnoozeBody,
    @Query({ schema: districtQuery }) { district }: DistrictParameters,
  ): Promise<HandledAlert> {
    return this.#commands.execute(new HandleAlertCommand({ district, staffId }, id, { kind: 'snooze', until, reason }));
  }

  @Post(':id/resolve')
  @HttpCode(200)
  resolve(
    @Param('id') id: string,
    @Body({ schema: resolveBody }) { staff: staffId, outcome }: ResolveBody,
    @Query({ schema: districtQuery }) { district }: DistrictParameters,
  ): Promise<HandledAlert> {
    return this.#commands.execute(new HandleAlertCommand({ district, staffId }, id, { kind: 'resolve', outcome }));
  }
}
