import type { AlertEnding, AlertRaised, Moment, Place, Signal, TriggerCause } from '#libs/domain';
import type { Cause } from './desk.js';
import type { OpenEntry } from './memory/alert-entry.js';

/** What the cause of an alert can come to; a person settles it. */
export type CauseEnding = Exclude<AlertEnding, 'settled'>;

/** Whom or what a trigger has been looked at for. */
export interface Observed {
  readonly district: string;
  readonly schoolYear: number;
  readonly place: Place;
  readonly gradeLevel: string | null;
  /** null: nothing stands. */
  readonly signal: Signal | null;
  /** What stands for a trigger that watches something else of the same kind; left out: the same. */
  readonly signalFor?: (when: TriggerCause) => Signal | null;
  /** Old news: recorded, and nobody is told. */
  readonly silent: boolean;
  readonly cause: Cause;
  readonly moment: Moment;
  /** Where a status is behind it. */
  readonly status?: Pick<AlertRaised, 'profile' | 'profileVersion' | 'milestone' | 'asOf'>;
  readonly isInWave?: boolean;
  /** Why it is over, where it is; asked only then. null: not to be ended now. */
  readonly ending: (open: OpenEntry) => CauseEnding | null;
}
