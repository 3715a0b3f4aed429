import {
  contactBody,
  contactRetractionBody,
  districtQuery,
  type ContactBody,
  type ContactRetractionBody,
  type DistrictParameters,
  type KeptContact,
} from '#libs/contracts';
import { Body, Controller, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { RecordContactCommand } from './record-contact.command.js';
import { RetractContactCommand } from './retract-contact.command.js';

@Controller('api/students/:id/contacts')
export class ContactsController {
  readonly #commands: CommandBus;

  constructor(commands: CommandBus) {
    this.#commands = commands;
  }

  @Post()
  @HttpCode(200)
  record(
    @Param('id') id: string,
    @Body({ schema: contactBody }) { staff: staffId, ...contact }: ContactBody,
    @Query({ schema: districtQuery }) { district }: DistrictParameters,
  ): Promise<KeptContact> {
    return this.#commands.execute(new RecordContactCommand({ district, staffId }, id, contact));
  }

  @Post(':contact/retract')
  @HttpCode(200)
  retract(
    @Param() { id, contact }: { readonly id: string; readonly contact: string },
    @Body({ schema: contactRetractionBody }) { staff: staffId }: ContactRetractionBody,
    @Query({ schema: districtQuery }) { district }: DistrictParameters,
  ): Promise<KeptContact> {
    return this.#commands.execute(new RetractContactCommand({ district, staffId }, id, contact));
  }
}
