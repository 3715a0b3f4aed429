import type { Route } from '../assignments/routing.js';
import type { AlertEvent, NoticeAbout } from './alert.events.js';

/** An alert that is open: what it stands at and who has it in hand. */
export interface OpenAlert {
  readonly phase: 'open';
  readonly silent: boolean;
  readonly asOf: string;
  readonly stage: number;
  readonly route: Route;
  /** Everybody who was told of it, sorted by when. */
  readonly told: readonly string[];
  /** Notices that stand, as `about|turn|staff`. */
  readonly notices: readonly string[];
  readonly acknowledgedBy: string | null;
  readonly snoozedUntil: string | null;
  /** Reason of the snooze that stands. */
  readonly snoozeReason: string | null;
  /** Steps of escalation taken. */
  readonly escalations: number;
  /** Routes that it has had. */
  readonly routes: number;
  /** Times that it has come back from a snooze. */
  readonly wakings: number;
  /** Times that it has stood alone again. */
  readonly separations: number;
  /** The alert that tells of it too. */
  readonly mergedInto: string | null;
}

export type AlertState = { readonly phase: 'none' } | OpenAlert | { readonly phase: 'ended' };

const unrouted: Route = { role: 'nobody', staff: [] };

export function evolveAlert(state: AlertState, event: AlertEvent): AlertState {
  if (event.type === 'alert-raised.v1') {
    const { asOf, silent = false, stage = 1 } = event.data;
    return { ...untouched, asOf, silent, stage };
  }
  return state.phase === 'open' ? evolveOpen(state, event) : state;
}

const untouched: Omit<OpenAlert, 'asOf' | 'silent' | 'stage'> = {
  phase: 'open',
  route: unrouted,
  told: [],
  notices: [],
  acknowledgedBy: null,
  snoozedUntil: null,
  snoozeReason: null,
  escalations: 0,
  routes: 0,
  wakings: 0,
  separations: 0,
  mergedInto: null,
};

type LaterEvent = Exclude<AlertEvent, { type: 'alert-raised.v1' }>;

function evolveOpen(alert: OpenAlert, event: LaterEvent): AlertState {
  switch (event.type) {
    case 'alert-worsened.v1':
      return {
        ...alert,
        stage: event.data.stage,
        silent: event.data.silent ?? false,
        acknowledgedBy: null,
        snoozedUntil: null,
        snoozeReason: null,
      };
    case 'alert-routed.v1': {
      const { why: _, date: __, ...route } = event.data;
      return { ...alert, route, routes: alert.routes + 1 };
    }
    case 'alert-notified.v1':
      return withNotice(alert, event.data.staff, noticeKey(event.data.about ?? 'raised', event.data.turn ?? 1, event.data.staff));
    case 'alert-acknowledged.v1':
      return { ...alert, acknowledgedBy: event.data.staff };
    case 'alert-snoozed.v1': {
      const { staff, until, reason } = event.data;
      return { ...alert, acknowledgedBy: alert.acknowledgedBy ?? staff, snoozedUntil: until, snoozeReason: reason };
    }
    case 'alert-woken.v1':
      return { ...alert, acknowledgedBy: null, snoozedUntil: null, snoozeReason: null, wakings: alert.wakings + 1 };
    case 'alert-escalated.v1':
      return { ...alert, escalations: event.data.step };
    case 'alert-merged.v1':
      return { ...alert, mergedInto: event.data.into };
    case 'alert-separated.v1':
      return { ...alert, mergedInto: null, separations: alert.separations + 1 };
    case 'alert-resolved.v1':
    case 'alert-retracted.v1':
    case 'alert-closed.v1':
      return { phase: 'ended' };
  }
}

function withNotice(alert: OpenAlert, staff: string, key: string): OpenAlert {
  const told = alert.told.includes(staff) ? alert.told : [...alert.told, staff];
  return { ...alert, told, notices: [...alert.notices, key] };
}

/** Who was told of what: the same is told once. */
export function noticeKey(about: NoticeAbout, turn: number, staff: string): string {
  return `${about}|${turn}|${staff}`;
}

/** The place of a notice among those about the same: a further stage, escalation, route, waking or separation is a further turn. */
export function turnOf(alert: OpenAlert, about: NoticeAbout): number {
  switch (about) {
    case 'worsened':
      return alert.stage;
    case 'escalated':
      return alert.escalations;
    case 'routed':
      return alert.routes;
    case 'woken':
      return alert.wakings;
    case 'separated':
      return alert.separations;
    case 'raised':
    case 'retracted':
    case 'resolved':
    case 'closed':
      return 1;
  }
}
