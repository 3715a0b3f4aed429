import type { PreferencesSet } from '#libs/contracts';
import type { NoticePreferences } from '#libs/domain';
import { Command } from '@nestjs/cqrs';
import type { Asking } from '../casework/casework.js';

/** A member of staff says how notices are to come. */
export class SetPreferencesCommand extends Command<PreferencesSet> {
  constructor(
    readonly asking: Asking,
    readonly preferences: NoticePreferences,
  ) {
    super();
  }
}
