import type { Route } from '../assignments/routing.js';
import type { Ending, RecordedCondition } from '../status/status.decider.js';

/** Why somebody is told: the failing conditions with their figures, and which recorded change began it. */
export interface AlertRaised {
  readonly studentKey: string;
  readonly schoolYear: number;
  /** The rule that fired; the first one is leaving the track. */
  readonly rule: 'off-track';
  /** Id of the status change that began it: one alert an episode. */
  readonly episode: string;
  readonly asOf: string;
  readonly profile: string;
  readonly profileVersion: string;
  readonly gradeLevel: string;
  readonly schoolId: string;
  readonly communityId: string | null;
  readonly milestone: string | null;
  readonly conditions: readonly RecordedCondition[];
  readonly silent?: true;
}

export type AlertEvent =
  | { readonly type: 'alert-raised.v1'; readonly data: AlertRaised }
  | { readonly type: 'alert-routed.v1'; readonly data: Route }
  | { readonly type: 'alert-notified.v1'; readonly data: { readonly staff: string; readonly channel: 'inbox' } }
  | { readonly type: 'alert-resolved.v1'; readonly data: AlertEnded }
  | { readonly type: 'alert-retracted.v1'; readonly data: AlertEnded }
  | { readonly type: 'alert-closed.v1'; readonly data: AlertEnded };

export interface AlertEnded {
  readonly ended: Ending;
  readonly asOf: string;
}

export type AlertCommand =
  | { readonly kind: 'raise'; readonly alert: AlertRaised; readonly route: Route }
  | { readonly kind: 'end'; readonly ended: Ending; readonly asOf: string };

export type AlertState = { readonly phase: 'none' } | { readonly phase: 'open' } | { readonly phase: 'ended' };

/** Ending an alert that was never raised. */
export class AlertNotRaisedError extends Error {
  override readonly name = 'AlertNotRaisedError';
}

/** The same cause cannot raise an alert twice, and an ended one stays ended: both decide to nothing. */
export const alertDecider = {
  initialState: (): AlertState => ({ phase: 'none' }),

  decide(state: AlertState, command: AlertCommand): readonly AlertEvent[] {
    switch (command.kind) {
      case 'raise':
        return state.phase === 'none' ? raise(command.alert, command.route) : [];
      case 'end':
        if (state.phase === 'none') throw new AlertNotRaisedError('An alert can only end after it was raised.');
        return state.phase === 'open' ? [end(command)] : [];
    }
  },

  evolve(state: AlertState, event: AlertEvent): AlertState {
    switch (event.type) {
      case 'alert-raised.v1':
        return { phase: 'open' };
      case 'alert-routed.v1':
      case 'alert-notified.v1':
        return state;
      case 'alert-resolved.v1':
      case 'alert-retracted.v1':
      case 'alert-closed.v1':
        return { phase: 'ended' };
    }
  },
};

/** Silent alerts are recorded and routed but nobody is notified. */
function raise(alert: AlertRaised, route: Route): readonly AlertEvent[] {
  const notices: AlertEvent[] =
    alert.silent === true ? [] : route.staff.map((staff) => ({ type: 'alert-notified.v1', data: { staff, channel: 'inbox' } }));
  return [{ type: 'alert-raised.v1', data: alert }, { type: 'alert-routed.v1', data: route }, ...notices];
}

function end({ ended, asOf }: AlertEnded): AlertEvent {
  const data = { ended, asOf };
  switch (ended) {
    case 'recovered':
      return { type: 'alert-resolved.v1', data };
    case 'corrected':
      return { type: 'alert-retracted.v1', data };
    case 'rule-changed':
      return { type: 'alert-closed.v1', data };
  }
}
