import type { AlertEnding, AlertRaised, HeldBy, NoticeAbout, Outcome, Push, Route, RouteReason, SnoozeReason } from '#libs/domain';
import type { CollectionDefinition } from '#libs/event-sourcing';

export type AlertPhase = 'open' | 'resolved' | 'retracted' | 'closed';

/** One alert with its history, newest last. The fields of its cause are those of the latest stage. */
export interface AlertDocument extends AlertRaised {
  readonly district: string;
  readonly alertId: string;
  readonly state: AlertPhase;
  readonly ended: AlertEnding | null;
  readonly endedAsOf: string | null;
  /** How a person has settled it. */
  readonly outcome: Outcome | null;
  readonly raisedAt: string;
  readonly route: Route;
  /** Open alerts nobody owns are counted. */
  readonly isUnowned: 0 | 1;
  /** Who has it in hand. */
  readonly acknowledgedBy: string | null;
  /** Open alerts nobody has in hand are counted. */
  readonly isWaiting: 0 | 1;
  readonly snoozedUntil: string | null;
  /** Steps of escalation taken. */
  readonly escalations: number;
  /** The alert about the same student that tells of this one too. */
  readonly mergedInto: string | null;
  readonly history: readonly AlertStep[];
}

export interface AlertStep {
  readonly what:
    | 'raised'
    | 'worsened'
    | 'routed'
    | 'notified'
    | 'acknowledged'
    | 'snoozed'
    | 'woken'
    | 'escalated'
    | 'merged'
    | 'separated'
    | 'resolved'
    | 'retracted'
    | 'closed';
  readonly at: string;
  /** Keys of staff, where the step is about some. */
  readonly staff?: readonly string[];
  readonly role?: Route['role'];
  readonly standsInFor?: readonly string[];
  readonly why?: RouteReason;
  readonly about?: NoticeAbout;
  readonly push?: Push;
  readonly heldBy?: HeldBy;
  readonly stage?: number;
  readonly step?: number;
  readonly until?: string;
  readonly reason?: SnoozeReason;
  /** Id of the other alert. */
  readonly alert?: string;
  readonly ended?: AlertEnding;
  readonly outcome?: Outcome;
}

export const alerts: CollectionDefinition = {
  name: 'alerts',
  indexes: {
    byRaised: ['district', 'raisedAt'],
    byState: ['district', 'state', 'raisedAt'],
    byStudent: ['district', 'studentKey', 'raisedAt'],
    byUnowned: ['district', 'state', 'isUnowned'],
    byWaiting: ['district', 'state', 'isWaiting', 'raisedAt'],
  },
};

/** What a member of staff was told of, newest last; an alert that more is told of moves to the end. */
export interface InboxDocument {
  readonly district: string;
  readonly staff: string;
  readonly alerts: readonly { readonly alertId: string; readonly at: string; readonly about: NoticeAbout }[];
}

export const inboxes: CollectionDefinition = { name: 'inboxes', indexes: { byDistrict: ['district'] } };
