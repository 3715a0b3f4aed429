import { Command } from '@nestjs/cqrs';
import type { IntakeItem, IntakeOutcome } from '../intake/intake-item.js';

/** Takes in what one request brought, as a whole. */
export class TakeRecordsCommand extends Command<readonly IntakeOutcome[]> {
  constructor(readonly items: readonly IntakeItem[]) {
    super();
  }
}
