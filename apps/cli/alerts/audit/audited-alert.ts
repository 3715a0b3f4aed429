import { alertDecider, type AlertEvent, type AlertRaised, type AlertState } from '#libs/domain';

/** An alert as the audit follows it. */
export interface AuditedAlert {
  readonly alertId: string;
  readonly district: string;
  readonly raised: AlertRaised;
  state: AlertState;
  /** School hours since somebody was last told. */
  hours: number;
}

/** Folds one event, in place. Whoever is told anew has time again. */
export function follow(alert: AuditedAlert, event: AlertEvent): void {
  alert.state = alertDecider.evolve(alert.state, event);
  const isTold = event.type === 'alert-notified.v1' || event.type === 'alert-escalated.v1' || event.type === 'alert-worsened.v1';
  if (isTold) alert.hours = 0;
}
