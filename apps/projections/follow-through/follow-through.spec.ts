import { describe, it } from '@jest/globals';
import { alertStream, type AlertEvent, type AlertRaised } from '#libs/domain';
import { specifyProjection, type GivenEvent } from '#libs/testing';
import type { FollowThroughDocument } from '#libs/views';
import { followThroughProjection } from './follow-through.projection.js';

const { given } = specifyProjection(followThroughProjection);
const KEY = 'ab0000000000000000000000000000ff';
const stream = alertStream('d1', KEY, 'alert-1');
const cause: AlertRaised = {
  studentKey: KEY,
  schoolYear: 2026,
  rule: 'off-track',
  episode: 'e1',
  asOf: '2025-10-01',
  profile: null,
  profileVersion: null,
  gradeLevel: null,
  schoolId: 's1',
  communityId: 'harbor',
  milestone: null,
  conditions: [],
};
const at = (time: string): string => `2025-10-01T${time}:00.000Z`;
const told = (time: string, event: AlertEvent, originAt?: string): GivenEvent => ({
  stream,
  ...event,
  recordedAt: at(time),
  ...(originAt !== undefined && { metadata: { originAt: at(originAt) } }),
});
const raised = (over: Partial<AlertRaised> = {}): AlertEvent => ({ type: 'alert-raised.v1', data: { ...cause, ...over } });
const routed: AlertEvent = { type: 'alert-routed.v1', data: { role: 'advocate', staff: ['ann'] } };
const notified = (staff: string): AlertEvent => ({ type: 'alert-notified.v1', data: { staff, channel: 'inbox' } });
const acknowledged: AlertEvent = { type: 'alert-acknowledged.v1', data: { staff: 'ann', date: '2025-10-01' } };
const settled: AlertEvent = {
  type: 'alert-resolved.v1',
  data: { ended: 'settled', asOf: '2025-10-03', staff: 'ann', outcome: 'referred' },
};

const begun: FollowThroughDocument = {
  district: 'd1',
  schoolYear: 2026,
  communityId: 'harbor',
  part: null,
  rule: 'off-track',
  studentKey: KEY,
  silent: false,
  asOf: '2025-10-01',
  recordedAt: at('08:00'),
  firstNoticeAt: null,
  firstInHandAt: null,
  ended: null,
  endedAsOf: null,
  isUnowned: true,
  isWaiting: true,
};

describe('What an alert led to', () => {
  it('is timed from the record that began it, or from the alert where its record is not known', () => {
    given([told('08:05', raised(), '08:00')]).then(begun);
    given([told('08:05', raised())]).then({ ...begun, recordedAt: at('08:05') });
  });

  it('keeps the first notice and the first who had it in hand', () => {
    const events = [told('08:00', raised()), told('08:00', routed), told('08:01', notified('ann')), told('09:00', notified('bo'))];
    const after = { ...begun, isUnowned: false, firstNoticeAt: at('08:01') };
    given(events).then(after);
    const inHand = { ...after, firstInHandAt: at('10:00'), isWaiting: false };
    given([...events, told('10:00', acknowledged)]).then(inHand);
    const woken: AlertEvent = { type: 'alert-woken.v1', data: { date: '2025-10-01' } };
    given([...events, told('10:00', acknowledged), told('11:00', woken)]).then({ ...inHand, isWaiting: true });
    given([...events, told('10:00', acknowledged), told('11:00', woken), told('12:00', acknowledged)]).then(inHand);
  });

  it('ends as the alert does; whoever settles it has had it in hand', () => {
    const end = { ...begun, ended: 'settled', endedAsOf: '2025-10-03', isWaiting: false } as const;
    given([told('08:00', raised()), told('12:00', settled)]).then({ ...end, firstInHandAt: at('12:00') });
    const taken: AlertEvent = { type: 'alert-retracted.v1', data: { ended: 'corrected', asOf: '2025-10-03' } };
    given([told('08:00', raised()), told('12:00', taken)]).then({ ...end, ended: 'corrected' });
  });

  it('is no longer old news once it worsens freshly', () => {
    const worse: AlertEvent = {
      type: 'alert-worsened.v1',
      data: { stage: 2, level: 3, asOf: '2025-10-02', evidence: [], conditions: [] },
    };
    given([told('08:00', raised({ silent: true }))]).then({ ...begun, silent: true });
    given([told('08:00', raised({ silent: true })), told('09:00', worse)]).then(begun);
  });

  it('cannot be said of an alert without a beginning', () => {
    given([told('08:00', acknowledged)]).thenPoison(/not with alert-raised/);
  });
});
