import type { PreferencesSet } from '#libs/contracts';
import { setPreferences } from '#libs/casework';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Casework } from '../casework/casework.js';
import { SetPreferencesCommand } from './set-preferences.command.js';

@CommandHandler(SetPreferencesCommand)
export class SetPreferencesHandler implements ICommandHandler<SetPreferencesCommand> {
  readonly #casework: Casework;

  constructor(casework: Casework) {
    this.#casework = casework;
  }

  async execute({ asking, preferences }: SetPreferencesCommand): Promise<PreferencesSet> {
    return { changed: await this.#casework.as(asking, (parts, actor) => setPreferences(parts, actor, preferences)) };
  }
}
