import type { KeptContact } from '#libs/contracts';
import { Command } from '@nestjs/cqrs';
import type { Asking } from '../casework/casework.js';

/** A contact was recorded by mistake. */
export class RetractContactCommand extends Command<KeptContact> {
  constructor(
    readonly asking: Asking,
    readonly studentId: string,
    readonly contactId: string,
  ) {
    super();
  }
}
