import { describe, expect, it } from '@jest/globals';
import type { Route } from '../assignments/routing.js';
import type { AlertCommand } from './alert.commands.js';
import { alertDecider } from './alert.decider.js';
import type { AlertEvent, AlertRaised } from './alert.events.js';

const date = '2025-10-13';
const route: Route = { role: 'advocate', staff: ['ann'] };
const notices = [{ staff: 'ann', push: 'now', date }] as const;
const about = { rule: 'off-track', episode: 'e1', asOf: date, schoolYear: 2026, studentKey: 'k', conditions: [] };
const raise = (over: object = {}): AlertCommand => ({
  kind: 'raise',
  alert: { ...about, ...over } as unknown as AlertRaised,
  route,
  notices,
});
const escalate: AlertCommand = { kind: 'escalate', step: 1, afterHours: 7, date, hour: 9, route, notices };
const acknowledge: AlertCommand = { kind: 'acknowledge', staff: 'ann', date };
const snooze: AlertCommand = { kind: 'snooze', staff: 'ann', until: '2025-10-20', reason: 'support-under-way', date };
const merge = (into: string): AlertCommand => ({ kind: 'merge', alert: 'a1', into });
const separate: AlertCommand = { kind: 'separate', notices };
const wake: AlertCommand = { kind: 'wake', date: '2025-10-20', notices };

/** What one command after the other decides. */
function decided(...commands: readonly AlertCommand[]): readonly (readonly AlertEvent[])[] {
  let state = alertDecider.initialState();
  return commands.map((command) => {
    const events = alertDecider.decide(state, command);
    state = events.reduce(alertDecider.evolve, state);
    return events;
  });
}

describe('an alert that nobody acts on', () => {
  it.each([
    ['Nobody was told of a silent alert, so nobody else is asked.', [raise({ silent: true })]],
    ['Somebody has the alert in hand.', [raise(), acknowledge]],
    ['Somebody has the alert in hand.', [raise(), snooze]],
    ['The alert is told of by alert a2.', [raise(), merge('a2')]],
  ])('is not escalated, and is told why: %s', (reason, commands) => {
    expect(() => decided(...commands, escalate)).toThrow(reason);
  });

  it('is escalated again after it has come back', () => {
    expect(decided(raise(), snooze, wake, escalate).at(-1)).not.toEqual([]);
  });
});

describe('an alert that is acknowledged', () => {
  it('does not rest, so there is nothing to come back from', () => {
    expect(decided(raise(), acknowledge, wake).at(-1)).toEqual([]);
  });
});

describe('an alert that stands alone again and again', () => {
  it('is told of each time', () => {
    const turns = decided(raise(), merge('a2'), separate, merge('a3'), separate).map((events) =>
      events.flatMap((event) => (event.type === 'alert-notified.v1' ? [event.data.turn] : [])),
    );
    expect(turns).toEqual([[1], [], [1], [], [2]]);
  });
});
