import type { Route } from '../assignments/routing.js';
import type { Ending, RecordedCondition } from '../status/recorded-status.js';
import type { CauseKind, Severity } from '../triggers/trigger.js';

/** Why somebody is told: what was found with its figures, and which recorded change began it. */
export interface AlertRaised {
  /** null: about a community or a school's feed. */
  readonly studentKey: string | null;
  readonly schoolYear: number;
  /** Name of the trigger that fired. */
  readonly rule: string;
  /** Id of the event that began it: one alert an episode. */
  readonly episode: string;
  readonly asOf: string;
  /** null where no status is behind it. */
  readonly profile: string | null;
  readonly profileVersion: string | null;
  readonly gradeLevel: string | null;
  readonly schoolId: string | null;
  readonly communityId: string | null;
  readonly milestone: string | null;
  readonly conditions: readonly RecordedCondition[];
  /** Old news: recorded and shown, and nobody is told. */
  readonly silent?: true;
  /** Left out in the oldest alerts, which are about a status. */
  readonly cause?: CauseKind;
  readonly severity?: Severity;
  /** From 1; default 1. */
  readonly stage?: number;
  readonly level?: number;
  /** What the level counts: dates, incidents, courses, condition names. */
  readonly evidence?: readonly string[];
  /** Sections of the student that day, where teachers may be told. */
  readonly sectionIds?: readonly string[];
  readonly triggerSet?: string;
  readonly triggerSetVersion?: string;
}

export interface AlertWorsened {
  readonly stage: number;
  readonly level: number;
  readonly asOf: string;
  readonly evidence: readonly string[];
  readonly conditions: readonly RecordedCondition[];
  /** Old news, as in `alert-raised`; a fresh one is told though the alert began silently. */
  readonly silent?: true;
}

/** Why an alert has the route it has. */
export type RouteReason = 'raised' | 'worsened' | 'escalated' | 'assignments-changed';

export interface AlertRouted extends Route {
  /** Left out in the oldest alerts: raised. */
  readonly why?: RouteReason;
  /** The day whose assignments were asked; left out in the oldest alerts: that of the alert. */
  readonly date?: string;
}

/** What a notice says of its alert. */
export type NoticeAbout = 'raised' | 'worsened' | 'routed' | 'escalated' | 'woken' | 'separated' | 'retracted' | 'resolved' | 'closed';

/** Whether a person is interrupted; the inbox shows it in any case. */
export type Push = 'now' | 'digest' | 'none';

/** Why somebody is not interrupted at once. */
export type HeldBy = 'severity' | 'cool-down' | 'budget' | 'quiet-hours' | 'no-school-day' | 'wave' | 'ending';

/** The id of this event is the notice's id, inside and outside. */
export interface AlertNotified {
  readonly staff: string;
  readonly channel: 'inbox';
  /** Left out in the oldest alerts: raised. */
  readonly about?: NoticeAbout;
  /** Left out in the oldest alerts: none. */
  readonly push?: Push;
  /** Set where `push` is not `now`. */
  readonly heldBy?: HeldBy;
  /** Place of the notice among those about the same, from 1: a further stage, escalation or route. */
  readonly turn?: number;
  /** The school day to which it counts. */
  readonly date?: string;
}

export const snoozeReasons = ['waiting-for-family', 'support-under-way', 'known-absence', 'other'] as const;
export type SnoozeReason = (typeof snoozeReasons)[number];

/** How a person has settled an alert; any genuine contact counts. */
export const outcomes = [
  'spoke-with-student',
  'spoke-with-family',
  'support-started',
  'referred',
  'no-action-needed',
  'already-known',
] as const;
export type Outcome = (typeof outcomes)[number];

export interface AlertEnded {
  readonly ended: AlertEnding;
  readonly asOf: string;
  /** Where a person has settled it. */
  readonly staff?: string;
  readonly outcome?: Outcome;
}

/** Why an alert is over: its cause is (see `Ending`), a person has settled it, its school year is over, or a worse one took its place. */
export type AlertEnding = Ending | 'settled' | 'year-ended' | 'overtaken';

export type AlertEvent =
  | { readonly type: 'alert-raised.v1'; readonly data: AlertRaised }
  | { readonly type: 'alert-worsened.v1'; readonly data: AlertWorsened }
  | { readonly type: 'alert-routed.v1'; readonly data: AlertRouted }
  | { readonly type: 'alert-notified.v1'; readonly data: AlertNotified }
  | { readonly type: 'alert-acknowledged.v1'; readonly data: { readonly staff: string; readonly date: string } }
  | { readonly type: 'alert-snoozed.v1'; readonly data: AlertSnoozed }
  | { readonly type: 'alert-woken.v1'; readonly data: { readonly date: string } }
  | { readonly type: 'alert-escalated.v1'; readonly data: AlertEscalated }
  | { readonly type: 'alert-merged.v1'; readonly data: { readonly into: string } }
  | { readonly type: 'alert-separated.v1'; readonly data: { readonly from: string } }
  | { readonly type: 'alert-resolved.v1'; readonly data: AlertEnded }
  | { readonly type: 'alert-retracted.v1'; readonly data: AlertEnded }
  | { readonly type: 'alert-closed.v1'; readonly data: AlertEnded };

export interface AlertSnoozed {
  readonly staff: string;
  /** The day on which it comes back. */
  readonly until: string;
  readonly reason: SnoozeReason;
  readonly date: string;
}

export interface AlertEscalated {
  /** From 1. */
  readonly step: number;
  /** School hours that passed without an acknowledgement. */
  readonly afterHours: number;
  readonly date: string;
  readonly hour: number;
}
