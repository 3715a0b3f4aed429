import type { AlertStory } from '#libs/casework';
import { Query } from '@nestjs/cqrs';

/** An alert from the record behind it to what came of it; people stand with the district's ids. */
export interface AlertExplanation extends AlertStory {
  readonly district: string;
  /** In plain words. */
  readonly reasons: readonly string[];
}

export class ExplainAlertQuery extends Query<AlertExplanation> {
  constructor(
    readonly district: string | undefined,
    readonly alertId: string,
  ) {
    super();
  }
}
