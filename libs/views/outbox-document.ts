import type { NoticeAbout, NoticeDelivery } from '#libs/domain';
import type { CollectionDefinition } from '#libs/event-sourcing';

/** A notice that interrupts, or a digest, on its way out of the house. */
export interface OutboxDocument {
  readonly district: string;
  /** The message's id outside, the same for every try. */
  readonly notice: string;
  readonly staff: string;
  /** null: a digest. */
  readonly alertId: string | null;
  /** Of a digest: the alerts that it tells of, as far as it says. */
  readonly alerts?: readonly string[];
  /** Of a digest: what its notices are about, how often. */
  readonly about: Readonly<Partial<Record<NoticeAbout, number>>>;
  /** The school day that it is of. */
  readonly date: string;
  readonly queuedAt: string;
  /** By channel; null until it is first looked at. */
  readonly deliveries: Readonly<Record<string, OutboxDelivery>> | null;
  /** 1 while something is still to be done. */
  readonly isOpen: 0 | 1;
  /** UTC instant from which on it is to be looked at. */
  readonly dueAt: string;
  /** 1 where a try has failed and nothing has come of it since: so that failures are seen. */
  readonly hasFailed: 0 | 1;
}

export interface OutboxDelivery extends NoticeDelivery {
  /** Why the last try failed. */
  readonly reason: string | null;
}

export const outbox: CollectionDefinition = {
  name: 'outbox',
  indexes: {
    byDue: ['isOpen', 'dueAt'],
    byQueued: ['district', 'queuedAt'],
    byAlert: ['district', 'staff', 'alertId', 'queuedAt'],
    byFailed: ['district', 'hasFailed', 'queuedAt'],
  },
};
