import type { AlertRaised, Ending, Route } from '#libs/domain';
import type { CollectionDefinition } from '#libs/event-sourcing';

export type AlertPhase = 'open' | 'resolved' | 'retracted' | 'closed';

/** One alert with its history, newest last. */
export interface AlertDocument extends AlertRaised {
  readonly district: string;
  readonly alertId: string;
  readonly state: AlertPhase;
  readonly ended: Ending | null;
  readonly endedAsOf: string | null;
  readonly raisedAt: string;
  readonly route: Route;
  /** Open alerts nobody owns are counted. */
  readonly isUnowned: 0 | 1;
  readonly history: readonly AlertStep[];
}

export interface AlertStep {
  readonly what: 'raised' | 'routed' | 'notified' | 'resolved' | 'retracted' | 'closed';
  readonly at: string;
  /** Keys of staff, where the step is about some. */
  readonly staff?: readonly string[];
  readonly role?: Route['role'];
  readonly ended?: Ending;
}

export const alerts: CollectionDefinition = {
  name: 'alerts',
  indexes: {
    byRaised: ['district', 'raisedAt'],
    byState: ['district', 'state', 'raisedAt'],
    byStudent: ['district', 'studentKey', 'raisedAt'],
    byUnowned: ['district', 'state', 'isUnowned'],
  },
};

/** What a member of staff was told of, newest last. */
export interface InboxDocument {
  readonly district: string;
  readonly staff: string;
  readonly alerts: readonly { readonly alertId: string; readonly at: string }[];
}

export const inboxes: CollectionDefinition = { name: 'inboxes', indexes: { byDistrict: ['district'] } };
