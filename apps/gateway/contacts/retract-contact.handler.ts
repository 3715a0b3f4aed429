import { retractContact } from '#libs/casework';
import type { KeptContact } from '#libs/contracts';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Casework } from '../casework/casework.js';
import { RetractContactCommand } from './retract-contact.command.js';

@CommandHandler(RetractContactCommand)
export class RetractContactHandler implements ICommandHandler<RetractContactCommand> {
  readonly #casework: Casework;

  constructor(casework: Casework) {
    this.#casework = casework;
  }

  execute({ asking, studentId, contactId }: RetractContactCommand): Promise<KeptContact> {
    return this.#casework.as(asking, async (parts, actor) =>
      retractContact(parts, actor, await this.#casework.studentKey(actor.district, studentId), contactId),
    );
  }
}
