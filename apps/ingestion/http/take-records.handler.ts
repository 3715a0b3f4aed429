import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { IntakeOutcome } from '../intake/intake-item.js';
import { IntakeQueue } from '../intake/intake-queue.js';
import { TakeRecordsCommand } from './take-records.command.js';

@CommandHandler(TakeRecordsCommand)
export class TakeRecordsHandler implements ICommandHandler<TakeRecordsCommand> {
  readonly #queue: IntakeQueue;

  constructor(queue: IntakeQueue) {
    this.#queue = queue;
  }

  execute({ items }: TakeRecordsCommand): Promise<readonly IntakeOutcome[]> {
    return this.#queue.take(items);
  }
}
