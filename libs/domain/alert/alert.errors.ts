/** A command that an alert does not take as it stands. Whoever races with a person expects it. */
export abstract class AlertRefusal extends Error {}

/** A command for an alert that was never raised. */
export class AlertNotRaisedError extends AlertRefusal {
  override readonly name = 'AlertNotRaisedError';
}

/** The alert has ended; what has ended takes no further action. */
export class AlertEndedError extends AlertRefusal {
  override readonly name = 'AlertEndedError';
}

/** A day on which an alert is to come back must lie ahead, and be reached before it does. */
export class SnoozeDateError extends AlertRefusal {
  override readonly name = 'SnoozeDateError';
}

/** Somebody has the alert in hand, so nobody else is asked. */
export class AlertInHandError extends AlertRefusal {
  override readonly name = 'AlertInHandError';
}

/** A silent alert is recorded and shown, and nobody is told of it. */
export class SilentAlertError extends AlertRefusal {
  override readonly name = 'SilentAlertError';
}

/** Steps of escalation and stages come one after the other. */
export class OutOfOrderError extends AlertRefusal {
  override readonly name = 'OutOfOrderError';
}

/** An alert is a part of one other alert at most, and never of itself. */
export class MergeError extends AlertRefusal {
  override readonly name = 'MergeError';
}
