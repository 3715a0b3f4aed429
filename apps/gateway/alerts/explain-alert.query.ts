import type { AlertExplanation } from '#libs/contracts';
import { Query } from '@nestjs/cqrs';

/** An alert from the record behind it to what came of it; people stand with the district's ids. */
export class ExplainAlertQuery extends Query<AlertExplanation> {
  constructor(
    readonly district: string | undefined,
    readonly alertId: string,
  ) {
    super();
  }
}
