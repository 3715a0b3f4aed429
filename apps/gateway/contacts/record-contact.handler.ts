import { recordContact } from '#libs/casework';
import type { KeptContact } from '#libs/contracts';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Casework } from '../casework/casework.js';
import { RecordContactCommand } from './record-contact.command.js';

@CommandHandler(RecordContactCommand)
export class RecordContactHandler implements ICommandHandler<RecordContactCommand> {
  readonly #casework: Casework;

  constructor(casework: Casework) {
    this.#casework = casework;
  }

  execute({ asking, studentId, contact }: RecordContactCommand): Promise<KeptContact> {
    return this.#casework.as(asking, async (parts, actor) =>
      recordContact(parts, actor, await this.#casework.studentKey(actor.district, studentId), contact),
    );
  }
}
