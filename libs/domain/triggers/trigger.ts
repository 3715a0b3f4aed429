import type { Hours } from '../calm/moment.js';
import type { ActionKind, StaffRole, Subject } from '../facts/facts.js';

/**
 * What is told to whom, as data: no code, so that it can be shown in plain words, compared, versioned and tried on the past.
 */
export interface TriggerSet {
  readonly name: string;
  /** Changes with every change of the triggers. */
  readonly version: string;
  readonly title: string;
  /** Where the practice is published. */
  readonly source: string;
  readonly calm: Calm;
  readonly triggers: readonly Trigger[];
}

/** From the mildest to the one that bends the rules of calm. `notice` never interrupts: it waits for the digest. */
export const severities = ['notice', 'warning', 'urgent'] as const;
export type Severity = (typeof severities)[number];

export interface Trigger {
  /** The rule that alerts are named after; `off-track` is told by its name in the state of a district. */
  readonly name: string;
  /** The trigger in plain English. */
  readonly sentence: string;
  readonly when: TriggerCause;
  readonly severity: Severity;
  /** After an alert of this rule has ended, a new one about the same student waits for the digest for so many days. */
  readonly coolDownDays: number;
  /** By rising level: the first one says from which level there is an alert at all. */
  readonly stages: readonly Stage[];
  /** School hours without an acknowledgement after which the next in line is told; left out: nobody else is. */
  readonly escalateAfterHours?: number;
  /** Whether those who were told hear of a recovery; left out: they do not. Corrections are always told. */
  readonly tellRecovery?: boolean;
}

/** How far it has come, and who is told then. */
export interface Stage {
  /** The level at which it begins: days in a row, failing conditions, incidents, courses, days, students over the limit. */
  readonly from: number;
  /** The first of these roles that somebody holds is told; then the line goes on in the usual order. */
  readonly recipients: readonly StaffRole[];
  /** What is to be done, in plain English. */
  readonly step: string;
}

/** What a trigger watches. Each is a level that stands or not, so that it does not matter in which order records arrive. */
export type TriggerCause =
  /** The recorded status is this one. Its level is 1. */
  | { readonly kind: 'status'; readonly status: 'off-track' | 'at-risk' }
  /** So many conditions have this result or a worse one: a second one has joined the first. */
  | { readonly kind: 'conditions'; readonly result: 'caution' | 'fail' }
  /** School days in a row that were missed, up to the latest one with a record. */
  | { readonly kind: 'absences-in-a-row' }
  /** Incidents of the school year with one of these actions. */
  | { readonly kind: 'discipline'; readonly actions: readonly ActionKind[] }
  /** Courses of these subjects whose current mark is an F. */
  | { readonly kind: 'failing-courses'; readonly subjects: readonly Subject[] }
  /** Days without any contact of an adult while the student is off track, counted from the later of both. */
  | { readonly kind: 'no-contact' }
  /** Students that a community has beyond its size limit. */
  | { readonly kind: 'community-size' }
  /** School days in a row of which a school has sent no attendance. */
  | { readonly kind: 'silent-feed' };

/** `wave`: many students of a community turned off track within a few days; part of calm, not of a trigger. */
export type CauseKind = TriggerCause['kind'] | 'wave';

/** How much interrupting is borne. Dates and hours are those of the school. */
export interface Calm {
  /** Most interrupting notices that one person gets on a school day; the rest waits for the digest. */
  readonly dailyBudget: number;
  /** The hour at whose start the digest comes, where a person has chosen none. */
  readonly digestHour: number;
  /** Hours in which nobody is interrupted, from the first to before the second; may pass midnight. */
  readonly quietHours: Hours;
  /** Hours in which school is kept: only they count while an alert waits to be acknowledged. */
  readonly schoolHours: Hours;
  /** Causes older than so many days are recorded and shown, and nobody is told. */
  readonly pushWithinDays: number;
  /** More than this share of a community turning off track within so many days is one signal, not many. */
  readonly wave: { readonly percent: number; readonly days: number; readonly leastStudents: number };
}

/** The stage that a level has come to, from 1; 0 where it is below the first. */
export function stageAt(trigger: Pick<Trigger, 'stages'>, level: number): number {
  return trigger.stages.filter(({ from }) => level >= from).length;
}

export function stageOf(trigger: Pick<Trigger, 'stages'>, stage: number): Stage {
  const found = trigger.stages[stage - 1];
  if (found === undefined) throw new Error(`There is no stage ${stage} among ${trigger.stages.length}.`);
  return found;
}
