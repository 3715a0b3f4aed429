import { detect, stageAt, stageOf, type Notice, type NoticeAbout, type Signal, type Trigger } from '#libs/domain';
import type { Desk } from './desk.js';
import { isOpen, subjectOf, type OpenEntry } from './memory/alert-entry.js';
import type { AlertRule } from './memory/alert-rule.js';
import type { AlertingMemory } from './memory/alerting-memory.js';
import type { CauseEnding, Observed } from './observed.js';
import { raisedAlert, streamOf } from './raised-alert.js';
import { placeOf, type Teller } from './teller.js';

export interface ActionParts {
  readonly memory: AlertingMemory;
  readonly desk: Desk;
  readonly teller: Teller;
}

/** What alerting does with what it has seen. */
export class AlertActions {
  readonly #parts: ActionParts;

  constructor(parts: ActionParts) {
    this.#parts = parts;
  }

  /** Raises, moves on or ends the alert of a trigger by the level that stands. Nothing begins in a school year that has been closed. */
  observe(trigger: AlertRule, observed: Observed): void {
    const open = this.#openOf(observed, trigger.name);
    const detected = detect(trigger, observed.signal, open?.state ?? null);
    if (detected === null || (detected.kind !== 'end' && this.#isClosed(observed))) return;
    if (detected.kind === 'raise') return this.#raise(trigger, observed, detected);
    if (open === null) return;
    if (detected.kind === 'worsen') return this.#worsen(open, trigger, observed, detected);
    this.#endIfOver(open, observed);
  }

  #isClosed({ district, schoolYear }: Observed): boolean {
    return this.#parts.memory.moments.haveClosed(district, schoolYear);
  }

  #endIfOver(open: OpenEntry, observed: Observed): void {
    const ended = this.#endsByRule(open, observed) ? 'rule-changed' : observed.ending(open);
    if (ended !== null) this.end(open, { ended, asOf: observed.status?.asOf ?? observed.moment.date }, observed);
  }

  #openOf({ district, place, cause }: Observed, rule: string): OpenEntry | null {
    const open = this.#parts.memory.alerts.about(district, subjectOf(place), cause.position);
    return open.find(({ raised }) => raised.rule === rule) ?? null;
  }

  /** What would go on under the trigger that raised it is over because another one is in force. */
  #endsByRule({ raised }: OpenEntry, { schoolYear, signal, signalFor = () => signal }: Observed): boolean {
    const trigger = this.#parts.memory.triggerSets.raisedBy(raised);
    if (trigger === null || raised.schoolYear !== schoolYear) return false;
    const stands = signalFor(trigger.when);
    return stands !== null && stageAt(trigger, stands.level) > 0;
  }

  /** Ends an alert, tells those who were told of it, and lets those stand alone that were told of with it. */
  end(
    entry: OpenEntry,
    { ended, asOf }: { ended: CauseEnding; asOf: string },
    { cause, moment }: Pick<Observed, 'cause' | 'moment'>,
  ): void {
    const { desk, teller, memory } = this.#parts;
    const { raised, state, district } = entry;
    const trigger = memory.triggerSets.rule(district, raised.communityId, raised.rule);
    const told = ended === 'recovered' && trigger?.tellRecovery !== true ? [] : state.told;
    const notices = teller.notices(this.#subject(entry, endingAbout[ended]), told, { cause, moment });
    desk.perform(entry, { kind: 'end', ended, asOf, notices }, cause);
    this.separateFrom(entry, { cause, moment });
  }

  /** Alerts that were told of with one that has ended are told of by themselves. */
  separateFrom(
    { district, alertId, raised }: Pick<OpenEntry, 'district' | 'alertId' | 'raised'>,
    { cause, moment }: Pick<Observed, 'cause' | 'moment'>,
  ): void {
    const { memory, desk, teller } = this.#parts;
    for (const other of memory.alerts.about(district, subjectOf(raised), cause.position)) {
      if (other.state.mergedInto !== alertId) continue;
      const notices = teller.notices(this.#subject(other, 'separated'), other.state.route.staff, { cause, moment });
      desk.perform(other, { kind: 'separate', notices }, cause);
    }
  }

  /** Tells of an open alert again. */
  notices(entry: OpenEntry, about: NoticeAbout, staff: readonly string[], occasion: Pick<Observed, 'cause' | 'moment'>): Notice[] {
    return this.#parts.teller.notices(this.#subject(entry, about), staff, occasion);
  }

  #raise(trigger: AlertRule, observed: Observed, { stage, signal }: { stage: number; signal: Signal }): void {
    const { memory, desk, teller } = this.#parts;
    const { district, place, cause, silent } = observed;
    const alert = raisedAlert(trigger, observed, { stage, signal, set: memory.triggerSets.for(district, place.communityId) });
    const entry = memory.alerts.entry(streamOf(district, alert));
    const route = teller.route(district, place, alert.asOf, stageOf(trigger, stage).recipients);
    const lead = silent ? null : this.#leadFor(observed, route.staff);
    const { rule, severity = 'warning' } = alert;
    const isInWave = observed.isInWave ?? false;
    const told = { district, place, rule, severity, about: 'raised', isInWave } as const;
    const notices = silent || lead !== null ? [] : teller.notices(told, route.staff, observed);
    desk.perform(entry, { kind: 'raise', alert, route, notices }, cause);
    if (lead !== null && isOpen(entry)) desk.perform(entry, { kind: 'merge', alert: entry.alertId, into: lead.alertId }, cause);
  }

  /** The alert about the same student of which the same people were told the same day, and which nobody has in hand yet. */
  #leadFor({ district, place, moment, cause }: Observed, staff: readonly string[]): OpenEntry | null {
    if (place.studentKey === null || staff.length === 0) return null;
    const others = this.#parts.memory.alerts.about(district, subjectOf(place), cause.position);
    return (
      others.find(
        ({ raised, state }) =>
          raised.asOf === moment.date &&
          state.mergedInto === null &&
          state.acknowledgedBy === null &&
          staff.every((key) => state.told.includes(key)),
      ) ?? null
    );
  }

  #worsen(
    entry: OpenEntry,
    trigger: Pick<Trigger, 'stages'>,
    observed: Observed,
    { stage, signal }: { stage: number; signal: Signal },
  ): void {
    const { desk, teller } = this.#parts;
    const { moment, cause, silent, status } = observed;
    const asOf = status?.asOf ?? moment.date;
    const route = teller.route(entry.district, placeOf(entry.raised), asOf, stageOf(trigger, stage).recipients);
    const { level, evidence, conditions = [] } = signal;
    const change = { stage, level, asOf, evidence, conditions, ...(silent && { silent: true as const }) };
    const notices = silent ? [] : this.notices(entry, 'worsened', route.staff, observed);
    desk.perform(entry, { kind: 'worsen', change, route, notices }, cause);
  }

  #subject({ district, raised, interrupted }: OpenEntry, about: NoticeAbout): Parameters<Teller['notices']>[0] {
    const { rule, severity = 'warning' } = raised;
    return { district, place: placeOf(raised), rule, severity, about, interrupted };
  }
}

const endingAbout = {
  recovered: 'resolved',
  corrected: 'retracted',
  'rule-changed': 'closed',
  'year-ended': 'closed',
  overtaken: 'closed',
} as const;
