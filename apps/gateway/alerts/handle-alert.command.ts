import type { AlertHandling } from '#libs/casework';
import type { HandledAlert } from '#libs/contracts';
import { Command } from '@nestjs/cqrs';
import type { Asking } from '../casework/casework.js';

/** A person takes an alert in hand, lets it rest or settles it. */
export class HandleAlertCommand extends Command<HandledAlert> {
  constructor(
    readonly asking: Asking,
    readonly alertId: string,
    readonly handling: AlertHandling,
  ) {
    super();
  }
}
