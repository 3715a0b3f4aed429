import {
  accessTo,
  parseStream,
  type AlertEscalated,
  type AlertEvent,
  type AlertNotified,
  type AlertRaised,
  type StatusChanged,
} from '#libs/domain';
import type { RecordedEvent } from '#libs/event-sourcing';
import { AlertingMemory, placeOf, ruleAbout } from '../../../alerting/index.js';
import { follow, type AuditedAlert } from './audited-alert.js';
import { require } from './breach.error.js';
import { DueAlerts } from './due-alerts.js';
import { Interruptions } from './interruptions.js';

/** What was looked at, and found to be as promised. */
export interface AuditCounts {
  readonly alerts: number;
  readonly silent: number;
  /** Changes of status that call for an alert: each raised one. */
  readonly transitions: number;
  readonly retractions: number;
  readonly notices: number;
  readonly interruptions: number;
  /** Most interrupting notices of one person on one day. */
  readonly mostInterruptions: number;
  readonly escalations: number;
}

/**
 * Holds what alerting has written against what it promises. It is given what happened in order, and each event of an alert right
 * after the event that it followed from: then everything is judged by what was known at that moment.
 */
export class AlertAudit {
  readonly #memory = new AlertingMemory();
  readonly #alerts = new Map<string, AuditedAlert>();
  readonly #open = new Map<string, AuditedAlert>();
  readonly #due = new DueAlerts();
  readonly #interruptions = new Interruptions();
  readonly #counts = { alerts: 0, silent: 0, retractions: 0, notices: 0, escalations: 0 };

  get counts(): AuditCounts {
    const { count: interruptions, most: mostInterruptions } = this.#interruptions;
    return { ...this.#counts, transitions: this.#due.count, interruptions, mostInterruptions };
  }

  /** Folds what is not an alert's. @throws BreachError */
  happened(event: RecordedEvent): void {
    this.#due.requireNone();
    if (event.superseded) return;
    const stream = parseStream(event.stream);
    switch (stream.kind) {
      case 'staff':
      case 'identity':
      case 'school':
      case 'community':
      case 'district':
        this.#memory.apply(event);
        if (event.type === 'school-hour-started.v1') this.#passHour(stream.district);
        return;
      case 'status': {
        const set = this.#memory.triggerSets.for(stream.district, (event.data as StatusChanged).communityId);
        // Nothing begins in a school year that has been closed.
        if (this.#memory.moments.haveClosed(stream.district, stream.year) || this.#memory.isFormerId(stream)) return;
        this.#due.lookAt(event, set, (name) => stageOf(this.#open.get(name)));
        return;
      }
      case 'alert':
      case 'care':
      case 'notice':
      case 'student':
    }
  }

  /** @param cause the event that it followed from; the event itself where a person did it. @throws BreachError */
  followed(recorded: RecordedEvent, cause: RecordedEvent): void {
    const event = { type: recorded.type, data: recorded.data } as AlertEvent;
    if (event.type === 'alert-raised.v1') return this.#raised(recorded, event.data, cause);
    const alert = this.#alerts.get(recorded.stream);
    const { alertId } = alert ?? { alertId: recorded.stream };
    require(alert !== undefined, alertId, cause.position, `${event.type} comes before it was raised`);
    if (alert === undefined) return;
    if (event.type === 'alert-notified.v1') this.#notified(alert, event.data, cause);
    if (event.type === 'alert-escalated.v1') this.#escalated(alert, event.data, cause);
    if (event.type === 'alert-retracted.v1') this.#retracted(alert, cause);
    follow(alert, event);
    const name = ruleAbout(alert.district, alert.raised, alert.raised.rule);
    if (alert.state.phase === 'ended' && this.#open.get(name) === alert) this.#open.delete(name);
  }

  /** @throws BreachError */
  ended(): void {
    this.#due.requireNone();
  }

  #raised({ stream, position }: RecordedEvent, raised: AlertRaised, cause: RecordedEvent): void {
    const name = parseStream(stream);
    const alertId = name.kind === 'alert' ? name.alert : stream;
    const alert: AuditedAlert = { alertId, district: name.district, raised, state: { phase: 'none' }, hours: 0 };
    const key = ruleAbout(name.district, raised, raised.rule);
    const at = cause.position;
    require(!this.#alerts.has(stream), alertId, at, 'it was raised twice');
    require(!this.#open.has(key), alertId, at, `alert ${this.#open.get(key)?.alertId} of the same rule is open already`);
    require(raised.episode === cause.id && at < position, alertId, at, 'what it was raised for is not what it followed from');
    const isCalledFor = this.#due.settle(key) || cause.type !== 'on-track-status-changed.v1' || raised.cause === 'wave';
    require(isCalledFor, alertId, at, 'nothing called for it');
    this.#alerts.set(stream, alert);
    this.#open.set(key, alert);
    follow(alert, { type: 'alert-raised.v1', data: raised });
    this.#counts.alerts += 1;
    if (raised.silent === true) this.#counts.silent += 1;
  }

  #notified({ alertId, district, raised }: AuditedAlert, { staff, push, date = raised.asOf }: AlertNotified, cause: RecordedEvent): void {
    const access = accessTo(placeOf(raised), date, staff, this.#memory.staff.of(district));
    require(access !== null, alertId, cause.position, `${staff} was told on ${date} and had no access`);
    this.#counts.notices += 1;
    if (push !== 'now') return;
    const before = this.#interruptions.add(district, staff, date);
    if (raised.severity === 'urgent') return;
    const { calm } = this.#memory.triggerSets.for(district, raised.communityId);
    const { dailyBudget = calm.dailyBudget } = this.#memory.staff.preferences(district, staff);
    require(before < dailyBudget, alertId, cause.position, `${staff} was interrupted more than ${dailyBudget} times on ${date}`);
  }

  #escalated({ alertId, district, raised, state, hours }: AuditedAlert, { afterHours }: AlertEscalated, cause: RecordedEvent): void {
    const rule = this.#memory.triggerSets.rule(district, raised.communityId, raised.rule);
    const due = rule !== null && 'escalateAfterHours' in rule ? (rule.escalateAfterHours ?? Infinity) : Infinity;
    const isInHand = state.phase === 'open' && (state.acknowledgedBy !== null || state.snoozedUntil !== null);
    require(!isInHand, alertId, cause.position, 'it was escalated though somebody had it in hand');
    require(hours >= due &&
      hours === afterHours, alertId, cause.position, `it was escalated after ${hours} school hours, due after ${due}`);
    this.#counts.escalations += 1;
  }

  #retracted({ alertId }: AuditedAlert, cause: RecordedEvent): void {
    const isStatus = parseStream(cause.stream).kind === 'status';
    const isCorrection = !isStatus || saysCorrected(cause.data as StatusChanged);
    require(isCorrection && parseStream(cause.stream).kind !== 'alert', alertId, cause.position, 'no correction is behind its retraction');
    this.#counts.retractions += 1;
  }

  #passHour(district: string): void {
    const moment = this.#memory.moments.of(district);
    if (moment === null) return;
    for (const alert of this.#open.values()) {
      const { raised } = alert;
      if (alert.district === district && this.#memory.isSchoolHour({ district, raised }, moment)) alert.hours += 1;
    }
  }
}

function stageOf(alert: AuditedAlert | undefined): { readonly stage: number } | null {
  return alert?.state.phase === 'open' ? alert.state : null;
}

function saysCorrected({ ended, conditions }: StatusChanged): boolean {
  return ended === 'corrected' || conditions.some((condition) => condition.ended === 'corrected');
}
