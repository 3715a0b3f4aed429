import type { HandledAlert } from '#libs/contracts';
import { handleAlert } from '#libs/casework';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Casework } from '../casework/casework.js';
import { HandleAlertCommand } from './handle-alert.command.js';

@CommandHandler(HandleAlertCommand)
export class HandleAlertHandler implements ICommandHandler<HandleAlertCommand> {
  readonly #casework: Casework;

  constructor(casework: Casework) {
    this.#casework = casework;
  }

  async execute({ asking, alertId, handling }: HandleAlertCommand): Promise<HandledAlert> {
    const handled = await this.#casework.as(asking, (parts, actor) => handleAlert(parts, actor, alertId, handling));
    return { alertId, ...handled };
  }
}
