import type { HeldBy, NoticeAbout, Push } from '../alert/alert.events.js';
import type { Calm, Severity } from '../triggers/trigger.js';
import { isWithin, type Hours, type Moment } from './moment.js';

/** One notice before it is decided whether it interrupts. */
export interface Intended {
  readonly about: NoticeAbout;
  readonly severity: Severity;
  /** An alert of the same rule and student has ended a short while ago. */
  readonly isCoolingDown: boolean;
  /** So many of the community have turned off track that one signal tells of them all. */
  readonly isInWave: boolean;
}

/** The person to be told, and the place it is about, at this moment. */
export interface Circumstances {
  readonly moment: Moment;
  /** Whether the school of the student is open that day. */
  readonly isSchoolDay: boolean;
  /** Interrupting notices that the person has had that day. */
  readonly interruptions: number;
  /** The most that the person is to have; default that of the district. */
  readonly dailyBudget?: number;
  /** Hours in which the person is not to be interrupted, besides those of the district. */
  readonly quietHours?: Hours;
  /** Whether the person was interrupted when the alert began. */
  readonly wasInterrupted: boolean;
}

export interface Decided {
  readonly push: Push;
  readonly heldBy?: HeldBy;
}

/**
 * Whether a person is interrupted by a notice or reads it in the next digest. The inbox shows it at once in any case.
 * What is urgent passes over cool-down, wave and budget; nothing passes over the quiet hours.
 */
export function decidePush(intended: Intended, circumstances: Circumstances, calm: Calm): Decided {
  const heldBy = quietly(intended, circumstances) ?? outOfHours(circumstances, calm) ?? tooMuch(intended, circumstances, calm);
  return heldBy === null ? { push: 'now' } : { push: 'digest', heldBy };
}

/** Good news and the end of what nobody was interrupted for can wait. */
function quietly({ about, severity }: Intended, { wasInterrupted }: Circumstances): HeldBy | null {
  if (about === 'resolved' || about === 'closed') return 'ending';
  if (about === 'retracted') return wasInterrupted ? null : 'ending';
  return severity === 'notice' ? 'severity' : null;
}

function outOfHours({ moment: { hour }, isSchoolDay, quietHours: own }: Circumstances, { quietHours }: Calm): HeldBy | null {
  if (!isSchoolDay) return 'no-school-day';
  if (hour === null) return null;
  return isWithin(quietHours, hour) || (own !== undefined && isWithin(own, hour)) ? 'quiet-hours' : null;
}

function tooMuch({ severity, isCoolingDown, isInWave }: Intended, circumstances: Circumstances, calm: Calm): HeldBy | null {
  if (severity === 'urgent') return null;
  if (isCoolingDown) return 'cool-down';
  if (isInWave) return 'wave';
  const { interruptions, dailyBudget = calm.dailyBudget } = circumstances;
  return interruptions >= dailyBudget ? 'budget' : null;
}
