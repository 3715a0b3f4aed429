import type { Route } from '../assignments/routing.js';
import type { AlertEnding, AlertNotified, AlertRaised, AlertWorsened, Outcome, SnoozeReason } from './alert.events.js';

/** One person to be told, as calm has decided it. */
export type Notice = Pick<AlertNotified, 'staff' | 'push' | 'heldBy' | 'date'>;

export type AlertCommand =
  | { readonly kind: 'raise'; readonly alert: AlertRaised; readonly route: Route; readonly notices: readonly Notice[] }
  | { readonly kind: 'worsen'; readonly change: AlertWorsened; readonly route: Route; readonly notices: readonly Notice[] }
  /** The assignments have changed. */
  | { readonly kind: 'route'; readonly route: Route; readonly date: string; readonly notices: readonly Notice[] }
  | { readonly kind: 'acknowledge'; readonly staff: string; readonly date: string }
  | { readonly kind: 'snooze'; readonly staff: string; readonly until: string; readonly reason: SnoozeReason; readonly date: string }
  | { readonly kind: 'wake'; readonly date: string; readonly notices: readonly Notice[] }
  | {
      readonly kind: 'escalate';
      readonly step: number;
      readonly afterHours: number;
      readonly date: string;
      readonly hour: number;
      readonly route: Route;
      readonly notices: readonly Notice[];
    }
  | { readonly kind: 'merge'; readonly alert: string; readonly into: string }
  | { readonly kind: 'separate'; readonly notices: readonly Notice[] }
  | { readonly kind: 'settle'; readonly staff: string; readonly outcome: Outcome; readonly date: string }
  /** The cause is over; of the notices only those go out whose people were told of the alert. */
  | {
      readonly kind: 'end';
      readonly ended: Exclude<AlertEnding, 'settled'>;
      readonly asOf: string;
      readonly notices: readonly Notice[];
    };

export type CommandOf<Kind extends AlertCommand['kind']> = Extract<AlertCommand, { readonly kind: Kind }>;
