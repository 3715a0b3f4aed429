import {
  districtQuery,
  preferencesBody,
  type DistrictParameters,
  type PreferencesBody,
  type CaseloadAnswer,
  type PreferencesSet,
} from '#libs/contracts';
import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { SetPreferencesCommand } from './set-preferences.command.js';
import { ShowCaseloadQuery } from './show-caseload.query.js';

@Controller('api/staff')
export class StaffController {
  readonly #queries: QueryBus;
  readonly #commands: CommandBus;

  constructor(queries: QueryBus, commands: CommandBus) {
    this.#queries = queries;
    this.#commands = commands;
  }

  @Get(':id/caseload')
  caseload(@Param('id') id: string, @Query({ schema: districtQuery }) { district }: DistrictParameters): Promise<CaseloadAnswer> {
    return this.#queries.execute(new ShowCaseloadQuery(district, id));
  }

  @Put(':id/notice-preferences')
  setPreferences(
    @Param('id') staffId: string,
    @Body({ schema: preferencesBody }) { digestHour, dailyBudget, quietHours, mailedDigests }: PreferencesBody,
    @Query({ schema: districtQuery }) { district }: DistrictParameters,
  ): Promise<PreferencesSet> {
    const preferences = {
      ...(digestHour !== undefined && { digestHour }),
      ...(dailyBudget !== undefined && { dailyBudget }),
      ...(quietHours !== undefined && { quietHours }),
      ...(mailedDigests !== undefined && { mailedDigests }),
    };
    return this.#commands.execute(new SetPreferencesCommand({ district, staffId }, preferences));
  }
}
