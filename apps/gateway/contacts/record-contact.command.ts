import type { ReportedContact } from '#libs/casework';
import type { KeptContact } from '#libs/contracts';
import { Command } from '@nestjs/cqrs';
import type { Asking } from '../casework/casework.js';

/** An adult has been in contact with a student or the family. */
export class RecordContactCommand extends Command<KeptContact> {
  constructor(
    readonly asking: Asking,
    readonly studentId: string,
    readonly contact: ReportedContact,
  ) {
    super();
  }
}
