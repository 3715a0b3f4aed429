import { explainAlert, UnknownAlertError, type AlertStory } from '#libs/casework';
import { EventLog, EventStore, ReadModels } from '#libs/event-sourcing';
import { ProblemError } from '#libs/service';
import type { DistrictRules } from '#libs/views';
import { Injectable } from '@nestjs/common';
import { DistrictScopes } from '../scope/district-scopes.js';

/** A story with the district that it is from and its rules. */
interface DistrictStory extends AlertStory {
  readonly district: string;
  readonly rules: DistrictRules;
}

/** All that is known of an alert, for those who ask for one. */
@Injectable()
export class AlertStories {
  readonly #scopes: DistrictScopes;
  readonly #parts: Parameters<typeof explainAlert>[0];

  constructor(scopes: DistrictScopes, store: EventStore, log: EventLog, models: ReadModels) {
    this.#scopes = scopes;
    this.#parts = { store, log, models };
  }

  /** @param asked the district; left out where there is one only. @throws ProblemError where there is no such alert. */
  async of(asked: string | undefined, alertId: string): Promise<DistrictStory> {
    const { district, reference } = await this.#scopes.of(asked);
    try {
      return { district, rules: reference.rulesOf(district), ...(await explainAlert(this.#parts, district, alertId)) };
    } catch (error) {
      if (error instanceof UnknownAlertError) throw new ProblemError(404, error.message);
      throw error;
    }
  }
}
