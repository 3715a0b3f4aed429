import { readPreferences, setPreferences } from '#libs/casework';
import { Clock, EventStore, ReadModels } from '#libs/event-sourcing';
import { ProblemError } from '#libs/service';
import { outbox, type OutboxDocument } from '#libs/views';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DistrictScopes } from '../scope/district-scopes.js';
import { StopDigestsCommand } from './stop-digests.command.js';

@CommandHandler(StopDigestsCommand)
export class StopDigestsHandler implements ICommandHandler<StopDigestsCommand> {
  readonly #scopes: DistrictScopes;
  readonly #parts: { readonly store: EventStore; readonly models: ReadModels; readonly clock: Clock };

  constructor(scopes: DistrictScopes, store: EventStore, models: ReadModels, clock: Clock) {
    this.#scopes = scopes;
    this.#parts = { store, models, clock };
  }

  async execute({ district: asked, notice }: StopDigestsCommand): Promise<void> {
    const { district } = await this.#scopes.of(asked);
    const found = await this.#parts.models.collection<OutboxDocument>(outbox).get(notice);
    if (found === null || found.body.district !== district || found.body.alertId !== null) {
      throw new ProblemError(404, 'There is no such digest.');
    }
    const actor = { district, staff: found.body.staff };
    await setPreferences(this.#parts, actor, { ...(await readPreferences(this.#parts.store, actor)), mailedDigests: false });
  }
}
