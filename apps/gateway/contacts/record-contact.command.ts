import type { Kept, ReportedContact } from '#libs/casework';
import { Command } from '@nestjs/cqrs';
import type { Asking } from '../casework/casework.js';

/** An adult has been in contact with a student or the family. */
export class RecordContactCommand extends Command<Kept> {
  constructor(
    readonly asking: Asking,
    readonly studentId: string,
    readonly contact: ReportedContact,
  ) {
    super();
  }
}
