import type { NoticePreferences } from '#libs/domain';
import { Command } from '@nestjs/cqrs';
import type { Asking } from '../casework/casework.js';

export interface PreferencesSet {
  /** False where the same stood already. */
  readonly changed: boolean;
}

/** A member of staff says how notices are to come. */
export class SetPreferencesCommand extends Command<PreferencesSet> {
  constructor(
    readonly asking: Asking,
    readonly preferences: NoticePreferences,
  ) {
    super();
  }
}
