import type { AlertHandling, Handled } from '#libs/casework';
import { Command } from '@nestjs/cqrs';
import type { Asking } from '../casework/casework.js';

export interface HandledAlert extends Handled {
  readonly alertId: string;
}

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
