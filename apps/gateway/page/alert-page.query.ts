import type { AlertView } from '#libs/contracts';
import type { SourceEvent } from '#libs/casework';
import type { ContactKind } from '#libs/domain';
import { Query } from '@nestjs/cqrs';
import type { ShownPerson } from '../people/people.js';

/** What the page of one alert shows. */
export interface AlertPage {
  readonly district: string;
  readonly alert: AlertView;
  /** The record that began it; null where a tick of the clock did, or a person. */
  readonly record: SourceEvent | null;
  /** With the student, since the day of the alert. */
  readonly contacts: readonly { readonly date: string; readonly kind: ContactKind; readonly by: ShownPerson }[];
}

export class AlertPageQuery extends Query<AlertPage> {
  constructor(
    readonly district: string | undefined,
    readonly alertId: string,
  ) {
    super();
  }
}
