import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { IntakeOutcome } from '../intake/intake-item.js';
import { FirstDays } from '../day/first-days.js';
import { IntakeQueue } from '../intake/intake-queue.js';
import { TakeRecordsCommand } from './take-records.command.js';

@CommandHandler(TakeRecordsCommand)
export class TakeRecordsHandler implements ICommandHandler<TakeRecordsCommand> {
  readonly #queue: IntakeQueue;

  readonly #firstDays: FirstDays;

  constructor(queue: IntakeQueue, firstDays: FirstDays) {
    this.#queue = queue;
    this.#firstDays = firstDays;
  }

  async execute({ items }: TakeRecordsCommand): Promise<readonly IntakeOutcome[]> {
    await this.#firstDays.ensure(new Set(items.flatMap((item) => ('record' in item ? [item.record.district] : []))));
    return this.#queue.take(items);
  }
}
