import type { CommandOf } from './alert.commands.js';
import { AlertInHandError, OutOfOrderError, SilentAlertError, SnoozeDateError } from './alert.errors.js';
import type { AlertEvent } from './alert.events.js';
import type { OpenAlert } from './alert.state.js';

/** The first one has it in hand; whoever comes later changes nothing. */
export function acknowledge(alert: OpenAlert, { staff, date }: CommandOf<'acknowledge'>): readonly AlertEvent[] {
  return alert.acknowledgedBy === null ? [{ type: 'alert-acknowledged.v1', data: { staff, date } }] : [];
}

export function snooze(alert: OpenAlert, { staff, until, reason, date }: CommandOf<'snooze'>): readonly AlertEvent[] {
  if (until <= date) throw new SnoozeDateError(`An alert can rest until a day after ${date}, not until ${until}.`);
  const stands = alert.snoozedUntil === until && alert.snoozeReason === reason;
  return stands ? [] : [{ type: 'alert-snoozed.v1', data: { staff, until, reason, date } }];
}

export function wake(alert: OpenAlert, { date }: CommandOf<'wake'>): readonly AlertEvent[] {
  if (alert.snoozedUntil === null) return [];
  if (date < alert.snoozedUntil) throw new SnoozeDateError(`The alert rests until ${alert.snoozedUntil}; it is only ${date}.`);
  return [{ type: 'alert-woken.v1', data: { date } }];
}

/** Nobody has acknowledged it in time: the next in line is told. */
export function escalate(alert: OpenAlert, { step, afterHours, date, hour, route }: CommandOf<'escalate'>): readonly AlertEvent[] {
  if (step <= alert.escalations) return [];
  if (step > alert.escalations + 1) throw new OutOfOrderError(`Step ${step} of escalation comes after step ${alert.escalations + 1}.`);
  if (alert.silent) throw new SilentAlertError('Nobody was told of a silent alert, so nobody else is asked.');
  if (alert.acknowledgedBy !== null) throw new AlertInHandError('Somebody has the alert in hand.');
  if (alert.mergedInto !== null) throw new AlertInHandError(`The alert is told of by alert ${alert.mergedInto}.`);
  return [
    { type: 'alert-escalated.v1', data: { step, afterHours, date, hour } },
    { type: 'alert-routed.v1', data: { ...route, why: 'escalated', date } },
  ];
}

export function settle({ staff, outcome, date }: CommandOf<'settle'>): readonly AlertEvent[] {
  return [{ type: 'alert-resolved.v1', data: { ended: 'settled', asOf: date, staff, outcome } }];
}
