import type { Route } from '../assignments/routing.js';
import type { AlertCommand, CommandOf, Notice } from './alert.commands.js';
import { AlertEndedError, AlertNotRaisedError } from './alert.errors.js';
import type { AlertEvent, NoticeAbout } from './alert.events.js';
import { acknowledge, escalate, settle, snooze, wake } from './alert.handling.js';
import { merge, separate } from './alert.merging.js';
import { evolveAlert, noticeKey, turnOf, type AlertState, type OpenAlert } from './alert.state.js';

/**
 * One alert, from its cause to its end. The same cause cannot raise it twice, what was done once is not done again, and an ended
 * alert stays ended: all these decide to nothing. What is out of place is refused by a named error.
 */
export const alertDecider = {
  initialState: (): AlertState => ({ phase: 'none' }),

  decide(state: AlertState, command: AlertCommand): readonly AlertEvent[] {
    if (command.kind === 'raise') return state.phase === 'none' ? raise(command) : [];
    if (state.phase === 'none') throw new AlertNotRaisedError('An alert can only take this action after it was raised.');
    if (state.phase === 'ended') {
      if (command.kind === 'end' || command.kind === 'settle') return [];
      throw new AlertEndedError('The alert has ended: a new cause raises a new one.');
    }
    return decideOpen(state, command);
  },

  evolve: evolveAlert,
};

function decideOpen(alert: OpenAlert, command: Exclude<AlertCommand, { kind: 'raise' }>): readonly AlertEvent[] {
  switch (command.kind) {
    case 'worsen':
      return worsen(alert, command);
    case 'route':
      return reroute(alert, command);
    case 'acknowledge':
      return acknowledge(alert, command);
    case 'snooze':
      return snooze(alert, command);
    case 'wake':
      return withNotices(alert, wake(alert, command), 'woken', command.notices);
    case 'escalate':
      return withNotices(alert, escalate(alert, command), 'escalated', command.notices);
    case 'merge':
      return merge(alert, command);
    case 'separate':
      return withNotices(alert, separate(alert), 'separated', command.notices);
    case 'settle':
      return settle(command);
    case 'end':
      return end(alert, command);
  }
}

/** Silent alerts are recorded and routed, and nobody is told. */
function raise({ alert, route, notices }: CommandOf<'raise'>): readonly AlertEvent[] {
  const events: AlertEvent[] = [
    { type: 'alert-raised.v1', data: alert },
    { type: 'alert-routed.v1', data: { ...route, why: 'raised', date: alert.asOf } },
  ];
  const state = events.reduce<AlertState>(evolveAlert, { phase: 'none' });
  return state.phase === 'open' ? [...events, ...noticesOf(state, 'raised', notices)] : events;
}

/** A further stage is news: whoever had acknowledged the one before is told again. */
function worsen(alert: OpenAlert, { change, route, notices }: CommandOf<'worsen'>): readonly AlertEvent[] {
  if (change.stage <= alert.stage) return [];
  const events: AlertEvent[] = [
    { type: 'alert-worsened.v1', data: change },
    { type: 'alert-routed.v1', data: { ...route, why: 'worsened', date: change.asOf } },
  ];
  return withNotices(alert, events, 'worsened', notices);
}

function reroute(alert: OpenAlert, { route, date, notices }: CommandOf<'route'>): readonly AlertEvent[] {
  if (sameRoute(alert.route, route)) return [];
  const events: AlertEvent[] = [{ type: 'alert-routed.v1', data: { ...route, why: 'assignments-changed', date } }];
  const newcomers = notices.filter(({ staff }) => !alert.told.includes(staff));
  return withNotices(alert, events, 'routed', newcomers);
}

export function sameRoute(a: Route, b: Route): boolean {
  return a.role === b.role && a.staff.join() === b.staff.join() && (a.standsInFor ?? []).join() === (b.standsInFor ?? []).join();
}

/** Only those who were told of the alert hear of its end, and only once. */
function end(alert: OpenAlert, { ended, asOf, notices }: CommandOf<'end'>): readonly AlertEvent[] {
  const { type, about } = endings[ended];
  const told = notices.filter(({ staff }) => alert.told.includes(staff));
  return [{ type, data: { ended, asOf } }, ...noticesOf(alert, about, told)];
}

const endings = {
  recovered: { type: 'alert-resolved.v1', about: 'resolved' },
  corrected: { type: 'alert-retracted.v1', about: 'retracted' },
  'rule-changed': { type: 'alert-closed.v1', about: 'closed' },
  'year-ended': { type: 'alert-closed.v1', about: 'closed' },
  overtaken: { type: 'alert-closed.v1', about: 'closed' },
} as const;

/** The notices follow what they are about; without it there are none. */
function withNotices(
  alert: OpenAlert,
  events: readonly AlertEvent[],
  about: NoticeAbout,
  notices: readonly Notice[],
): readonly AlertEvent[] {
  const after = events.reduce<AlertState>(evolveAlert, alert);
  return events.length === 0 || after.phase !== 'open' ? events : [...events, ...noticesOf(after, about, notices)];
}

function noticesOf(alert: OpenAlert, about: NoticeAbout, notices: readonly Notice[]): AlertEvent[] {
  if (alert.silent || alert.mergedInto !== null) return [];
  const turn = turnOf(alert, about);
  const fresh = notices.filter(({ staff }) => !alert.notices.includes(noticeKey(about, turn, staff)));
  return fresh.map((notice) => ({ type: 'alert-notified.v1', data: { ...notice, channel: 'inbox', about, turn } }));
}
