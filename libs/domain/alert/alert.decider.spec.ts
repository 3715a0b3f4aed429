import { describe, expect, it } from '@jest/globals';
import type { Route } from '../assignments/routing.js';
import { alertDecider, AlertNotRaisedError, type AlertCommand, type AlertEvent, type AlertRaised } from './alert.decider.js';

const alert: AlertRaised = {
  studentKey: 'k',
  schoolYear: 2026,
  rule: 'off-track',
  episode: 'e1',
  asOf: '2025-10-10',
  profile: 'p',
  profileVersion: '1',
  gradeLevel: '06',
  schoolId: 'north',
  communityId: 'harbor',
  milestone: 'grade-6',
  conditions: [],
};
const route: Route = { role: 'advocate', staff: ['ann', 'bo'] };
const raise: AlertCommand = { kind: 'raise', alert, route };
const end = (ended: 'recovered' | 'corrected' | 'rule-changed'): AlertCommand => ({ kind: 'end', ended, asOf: '2025-10-20' });

const raised: AlertEvent = { type: 'alert-raised.v1', data: alert };
const routed: AlertEvent = { type: 'alert-routed.v1', data: route };
const notified = (staff: string): AlertEvent => ({ type: 'alert-notified.v1', data: { staff, channel: 'inbox' } });
const resolved: AlertEvent = { type: 'alert-resolved.v1', data: { ended: 'recovered', asOf: '2025-10-20' } };
const retracted: AlertEvent = { type: 'alert-retracted.v1', data: { ended: 'corrected', asOf: '2025-10-20' } };
const closed: AlertEvent = { type: 'alert-closed.v1', data: { ended: 'rule-changed', asOf: '2025-10-20' } };

const given = (...events: AlertEvent[]) => ({
  when: (command: AlertCommand) => alertDecider.decide(events.reduce(alertDecider.evolve, alertDecider.initialState()), command),
});

describe('an alert', () => {
  it('is raised, routed and told to everyone on the route', () => {
    expect(given().when(raise)).toEqual([raised, routed, notified('ann'), notified('bo')]);
  });

  it('is raised and routed though nobody is assigned', () => {
    const nobody: Route = { role: 'nobody', staff: [] };
    expect(given().when({ ...raise, route: nobody })).toEqual([raised, { type: 'alert-routed.v1', data: nobody }]);
  });

  it('tells nobody when it is silent', () => {
    const silent = { ...alert, silent: true as const };
    expect(given().when({ ...raise, alert: silent })).toEqual([{ type: 'alert-raised.v1', data: silent }, routed]);
  });

  it('is raised once, open or ended', () => {
    for (const events of [[raised], [raised, routed, notified('ann')], [raised, resolved], [raised, retracted], [raised, closed]]) {
      expect(given(...events).when(raise)).toEqual([]);
    }
  });

  it.each([
    ['recovered', resolved],
    ['corrected', retracted],
    ['rule-changed', closed],
  ] as const)('ends as %s', (ended, event) => {
    expect(given(raised, routed, notified('ann')).when(end(ended))).toEqual([event]);
  });

  it('ends once: the first ending stands', () => {
    for (const event of [resolved, retracted, closed]) {
      for (const ended of ['recovered', 'corrected', 'rule-changed'] as const) expect(given(raised, event).when(end(ended))).toEqual([]);
    }
  });

  it('cannot end before it was raised', () => {
    expect(() => given().when(end('recovered'))).toThrow(AlertNotRaisedError);
    expect(() => given().when(end('recovered'))).toThrow('An alert can only end after it was raised.');
    expect(new AlertNotRaisedError('').name).toBe('AlertNotRaisedError');
  });

  it('goes from none to open to ended; routing and notices change nothing', () => {
    const phases = [raised, routed, notified('ann'), retracted].reduce<string[]>((seen, _, index, all) => {
      return [...seen, all.slice(0, index + 1).reduce(alertDecider.evolve, alertDecider.initialState()).phase];
    }, []);
    expect([alertDecider.initialState().phase, ...phases]).toEqual(['none', 'open', 'open', 'open', 'ended']);
  });
});
