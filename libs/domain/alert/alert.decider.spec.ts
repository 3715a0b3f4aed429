import { describe, expect, it } from '@jest/globals';
import { specifyDecider } from '#libs/testing';
import type { Route } from '../assignments/routing.js';
import type { AlertCommand, Notice } from './alert.commands.js';
import { alertDecider } from './alert.decider.js';
import {
  AlertEndedError,
  AlertInHandError,
  AlertNotRaisedError,
  MergeError,
  OutOfOrderError,
  SilentAlertError,
  SnoozeDateError,
} from './alert.errors.js';
import type { AlertEvent, AlertNotified, AlertRaised, AlertWorsened } from './alert.events.js';

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
const date = '2025-10-13';
const route: Route = { role: 'advocate', staff: ['ann', 'bo'] };
const other: Route = { role: 'counselor', staff: ['cal'] };
const to = (...staff: string[]): Notice[] => staff.map((each) => ({ staff: each, push: 'now', date }));

const raise: AlertCommand = { kind: 'raise', alert, route, notices: to('ann', 'bo') };
const change: AlertWorsened = { stage: 2, level: 3, asOf: date, evidence: ['x'], conditions: [] };
const worsen: AlertCommand = { kind: 'worsen', change, route: other, notices: to('cal') };
const reroute: AlertCommand = { kind: 'route', route: other, date, notices: to('cal') };
const acknowledge: AlertCommand = { kind: 'acknowledge', staff: 'ann', date };
const snooze: AlertCommand = { kind: 'snooze', staff: 'ann', until: '2025-10-20', reason: 'support-under-way', date };
const wake: AlertCommand = { kind: 'wake', date: '2025-10-20', notices: to('ann') };
const escalate: AlertCommand = { kind: 'escalate', step: 1, afterHours: 7, date, hour: 9, route: other, notices: to('cal') };
const merge: AlertCommand = { kind: 'merge', alert: 'a1', into: 'a2' };
const separate: AlertCommand = { kind: 'separate', notices: to('ann') };
const settle: AlertCommand = { kind: 'settle', staff: 'ann', outcome: 'spoke-with-student', date };
const end = (ended: 'recovered' | 'corrected' | 'rule-changed' | 'year-ended', ...staff: string[]): AlertCommand => ({
  kind: 'end',
  ended,
  asOf: '2025-10-20',
  notices: to(...staff),
});
const afterwards = [worsen, reroute, acknowledge, snooze, wake, escalate, merge, separate];

const raised: AlertEvent = { type: 'alert-raised.v1', data: alert };
const routed: AlertEvent = { type: 'alert-routed.v1', data: { ...route, why: 'raised', date: alert.asOf } };
const notified = (staff: string, about: AlertNotified['about'], turn = 1): AlertEvent => ({
  type: 'alert-notified.v1',
  data: { staff, push: 'now', date, channel: 'inbox', about: about ?? 'raised', turn },
});
const open = [raised, routed, notified('ann', 'raised'), notified('bo', 'raised')];
const worsened: AlertEvent[] = [
  { type: 'alert-worsened.v1', data: change },
  { type: 'alert-routed.v1', data: { ...other, why: 'worsened', date } },
];
const acknowledged: AlertEvent = { type: 'alert-acknowledged.v1', data: { staff: 'ann', date } };
const snoozed: AlertEvent = { type: 'alert-snoozed.v1', data: { staff: 'ann', until: '2025-10-20', reason: 'support-under-way', date } };
const escalated: AlertEvent[] = [
  { type: 'alert-escalated.v1', data: { step: 1, afterHours: 7, date, hour: 9 } },
  { type: 'alert-routed.v1', data: { ...other, why: 'escalated', date } },
];
const merged: AlertEvent = { type: 'alert-merged.v1', data: { into: 'a2' } };
const resolved: AlertEvent = { type: 'alert-resolved.v1', data: { ended: 'recovered', asOf: '2025-10-20' } };
const silent: AlertEvent[] = [{ type: 'alert-raised.v1', data: { ...alert, silent: true } }, routed];

const { given } = specifyDecider(alertDecider);

describe('an alert is raised', () => {
  it('with its route, and everyone on it is told', () => given([]).when(raise).then(open));

  it('though nobody is assigned', () => {
    const nobody: Route = { role: 'nobody', staff: [] };
    given([])
      .when({ ...raise, route: nobody, notices: [] })
      .then([raised, { type: 'alert-routed.v1', data: { ...nobody, why: 'raised', date: alert.asOf } }]);
  });

  it('silently: recorded and routed, and nobody is told', () => {
    given([])
      .when({ ...raise, alert: { ...alert, silent: true } })
      .then(silent);
  });

  it('once, open or ended', () => {
    given(open).when(raise).thenNothing();
    given([...open, resolved])
      .when(raise)
      .thenNothing();
  });

  it('before anything else', () => {
    for (const command of [...afterwards, settle, end('recovered')])
      given([])
        .when(command)
        .thenThrows(AlertNotRaisedError, /after it was raised/);
  });
});

describe('an open alert', () => {
  it('moves to a further stage with another route, and is news again for whoever has it in hand', () => {
    given([...open, acknowledged])
      .when(worsen)
      .then([...worsened, notified('cal', 'worsened', 2)]);
    given([...open, acknowledged, ...worsened])
      .when(acknowledge)
      .then([acknowledged]);
  });

  it('moves to no stage that it has reached', () => {
    given([...open, ...worsened])
      .when(worsen)
      .thenNothing();
    given(open)
      .when({ ...worsen, change: { ...change, stage: 1 } })
      .thenNothing();
  });

  it('that began silently is told of once it worsens', () => {
    given(silent)
      .when(worsen)
      .then([...worsened, notified('cal', 'worsened', 2)]);
    const old = { ...worsen, change: { ...change, silent: true as const } };
    given(silent)
      .when(old)
      .then([{ type: 'alert-worsened.v1', data: old.change }, ...worsened.slice(1)]);
  });

  it('follows the assignments; only who was not told yet is told', () => {
    const follows: AlertEvent = { type: 'alert-routed.v1', data: { ...other, why: 'assignments-changed', date } };
    given(open)
      .when(reroute)
      .then([follows, notified('cal', 'routed', 2)]);
    given([...open, follows])
      .when(reroute)
      .thenNothing();
    given([...open, notified('cal', 'escalated')])
      .when(reroute)
      .then([follows]);
    given(open)
      .when({ ...reroute, route })
      .thenNothing();
  });

  it('is acknowledged by the first who does', () => {
    given(open).when(acknowledge).then([acknowledged]);
    given([...open, acknowledged])
      .when({ ...acknowledge, staff: 'bo' })
      .thenNothing();
  });

  it('rests until a day, with a reason, and is in hand meanwhile', () => {
    given(open).when(snooze).then([snoozed]);
    given([...open, snoozed])
      .when(snooze)
      .thenNothing();
    given([...open, snoozed])
      .when(acknowledge)
      .thenNothing();
    given([...open, snoozed])
      .when({ ...snooze, until: '2025-10-27' })
      .then([{ ...snoozed, data: { ...(snoozed.data as object), until: '2025-10-27' } } as AlertEvent]);
    given([...open, snoozed])
      .when({ ...snooze, reason: 'other' })
      .then([{ ...snoozed, data: { ...(snoozed.data as object), reason: 'other' } } as AlertEvent]);
    given(open)
      .when({ ...snooze, until: date })
      .thenThrows(SnoozeDateError, /until a day after 2025-10-13, not until 2025-10-13/);
  });

  it('comes back on its day and not before', () => {
    given([...open, snoozed])
      .when(wake)
      .then([{ type: 'alert-woken.v1', data: { date: '2025-10-20' } }, notified('ann', 'woken')]);
    given(open).when(wake).thenNothing();
    given([...open, snoozed])
      .when({ ...wake, date: '2025-10-19' })
      .thenThrows(SnoozeDateError, /rests until 2025-10-20; it is only 2025-10-19/);
  });

  it('goes to the next in line, step by step', () => {
    given(open)
      .when(escalate)
      .then([...escalated, notified('cal', 'escalated')]);
    given([...open, ...escalated])
      .when(escalate)
      .thenNothing();
    given(open)
      .when({ ...escalate, step: 2 })
      .thenThrows(OutOfOrderError, /Step 2 of escalation comes after step 1/);
  });

  it('goes nowhere while somebody has it in hand', () => {
    for (const hand of [acknowledged, snoozed, merged])
      given([...open, hand])
        .when(escalate)
        .thenThrows(AlertInHandError);
    given(silent).when(escalate).thenThrows(SilentAlertError);
  });

  it('becomes a part of another one and is told of by itself when that has ended', () => {
    given(open).when(merge).then([merged]);
    given([...open, merged])
      .when(merge)
      .thenNothing();
    given([...open, merged])
      .when({ ...merge, into: 'a3' })
      .thenThrows(MergeError, /part of alert a2 already/);
    given(open)
      .when({ ...merge, into: 'a1' })
      .thenThrows(MergeError, /no part of itself/);
    given([...open, merged])
      .when(worsen)
      .then(worsened);
    given([...open, merged])
      .when(separate)
      .then([{ type: 'alert-separated.v1', data: { from: 'a2' } }, notified('ann', 'separated')]);
    given(open).when(separate).thenNothing();
  });
});

describe('an alert ends', () => {
  it.each([
    ['recovered', 'alert-resolved.v1', 'resolved'],
    ['corrected', 'alert-retracted.v1', 'retracted'],
    ['rule-changed', 'alert-closed.v1', 'closed'],
    ['year-ended', 'alert-closed.v1', 'closed'],
  ] as const)('as %s, and whoever was told of it hears of that', (ended, type, about) => {
    const ending = { type, data: { ended, asOf: '2025-10-20' } } as AlertEvent;
    given(open)
      .when(end(ended, 'ann', 'stranger'))
      .then([ending, notified('ann', about)]);
    given(silent).when(end(ended, 'ann')).then([ending]);
    given([...open, merged])
      .when(end(ended, 'ann'))
      .then([ending]);
  });

  it('by a person with an outcome', () => {
    const settled = { ended: 'settled' as const, asOf: date, staff: 'ann', outcome: 'spoke-with-student' as const };
    given(open)
      .when(settle)
      .then([{ type: 'alert-resolved.v1', data: settled }]);
  });

  it('once: the first ending stands', () => {
    for (const type of ['alert-resolved.v1', 'alert-retracted.v1', 'alert-closed.v1'] as const) {
      const ended = { type, data: { ended: 'recovered', asOf: '2025-10-20' } } as AlertEvent;
      for (const command of [settle, end('recovered'), end('corrected'), end('rule-changed')])
        given([...open, ended])
          .when(command)
          .thenNothing();
    }
  });

  it('and takes no further action', () => {
    for (const command of afterwards)
      given([...open, resolved])
        .when(command)
        .thenThrows(AlertEndedError, /has ended/);
  });
});

describe('events of the first version', () => {
  it('are read as they were written', () => {
    const first = [
      raised,
      { type: 'alert-routed.v1', data: route },
      { type: 'alert-notified.v1', data: { staff: 'ann', channel: 'inbox' } },
    ] as AlertEvent[];
    expect(first.reduce(alertDecider.evolve, alertDecider.initialState())).toMatchObject({ phase: 'open', stage: 1, told: ['ann'], route });
    given(first)
      .when(end('corrected', 'ann'))
      .then([{ type: 'alert-retracted.v1', data: { ended: 'corrected', asOf: '2025-10-20' } }, notified('ann', 'retracted')]);
  });

  it('name their errors', () => {
    for (const error of [
      AlertEndedError,
      AlertInHandError,
      AlertNotRaisedError,
      MergeError,
      OutOfOrderError,
      SilentAlertError,
      SnoozeDateError,
    ]) {
      expect(new error('').name).toBe(error.name);
    }
  });
});
