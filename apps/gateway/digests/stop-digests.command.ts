import { Command } from '@nestjs/cqrs';

/** Whoever has the message wants no further digests by e-mail: its id, which only its reader knows, says whose they are. */
export class StopDigestsCommand extends Command<void> {
  constructor(
    readonly district: string | undefined,
    readonly notice: string,
  ) {
    super();
  }
}
