import { describe, expect, it } from '@jest/globals';
import { specifyDecider } from '#libs/testing';
import { noticeDecider, UnknownDeliveryError, type NoticeCommand } from './notice.decider.js';
import type { NoticeEvent } from './notice.events.js';
import { retryAfterMs } from './retry.js';

const staff = 'ann';
const queue: NoticeCommand = { kind: 'queue', staff, channels: ['e-mail', 'webhook/w1'] };
const sent: NoticeCommand = { kind: 'sent', staff, channel: 'e-mail' };
const failed: NoticeCommand = {
  kind: 'failed',
  staff,
  channel: 'e-mail',
  reason: 'busy',
  retryAt: '2025-10-13T12:00:00Z',
  mostAttempts: 2,
};
const refused: NoticeCommand = { kind: 'refused', staff, channel: 'e-mail', reason: 'bad-address' };
const withdraw: NoticeCommand = { kind: 'withdraw', staff, channel: 'e-mail', reason: 'no-access' };
const resend: NoticeCommand = { kind: 'resend', staff, by: 'A. Rivera' };

const wasQueued: NoticeEvent = { type: 'notice-queued.v1', data: { staff, channels: ['e-mail', 'webhook/w1'] } };
const wasSent = (attempt = 1): NoticeEvent => ({ type: 'notice-sent.v1', data: { staff, channel: 'e-mail', attempt } });
const hasFailed = {
  type: 'notice-failed.v1',
  data: { staff, channel: 'e-mail', attempt: 1, reason: 'busy', retryAt: '2025-10-13T12:00:00Z' },
} as const satisfies NoticeEvent;
const wasGivenUp = (attempt: number, reason: string): NoticeEvent => ({
  type: 'notice-given-up.v1',
  data: { staff, channel: 'e-mail', attempt, reason },
});
const wasWithdrawn: NoticeEvent = { type: 'notice-withdrawn.v1', data: { staff, channel: 'e-mail', reason: 'no-access' } };
const wasResent: NoticeEvent = { type: 'notice-resent.v1', data: { staff, by: 'A. Rivera' } };

const { given } = specifyDecider(noticeDecider);

describe('a notice', () => {
  it('is queued once for its channels', () => {
    given([]).when(queue).then([wasQueued]);
    given([wasQueued]).when(queue).thenNothing();
    given([{ type: 'digest-queued.v1', data: { staff, date: '2025-10-13', hour: 7, notices: [], about: {} } }])
      .when(queue)
      .then([wasQueued]);
  });

  it('is sent, at once or after failures', () => {
    given([wasQueued]).when(sent).then([wasSent()]);
    given([wasQueued, hasFailed])
      .when(sent)
      .then([wasSent(2)]);
  });

  it('is tried again so many times and then given up', () => {
    given([wasQueued]).when(failed).then([hasFailed]);
    given([wasQueued, hasFailed])
      .when(failed)
      .then([wasGivenUp(2, 'busy')]);
    given([wasQueued])
      .when(refused)
      .then([wasGivenUp(1, 'bad-address')]);
  });

  it('is withdrawn where the person may not see it any more', () => given([wasQueued]).when(withdraw).then([wasWithdrawn]));

  it('that is done stays done', () => {
    for (const done of [wasSent(), wasGivenUp(1, 'x'), wasWithdrawn]) {
      for (const command of [sent, failed, refused, withdraw]) given([wasQueued, done]).when(command).thenNothing();
    }
  });

  it('goes by each channel for itself', () => {
    given([wasQueued, wasSent()])
      .when({ ...sent, channel: 'webhook/w1' })
      .then([{ type: 'notice-sent.v1', data: { staff, channel: 'webhook/w1', attempt: 1 } }]);
  });

  it('that was given up is tried again when somebody asks, as often as before', () => {
    const givenUp = [wasQueued, hasFailed, wasGivenUp(2, 'busy')];
    given(givenUp).when(resend).then([wasResent]);
    given([...givenUp, wasResent])
      .when(failed)
      .then([
        { type: 'notice-failed.v1', data: { staff, channel: 'e-mail', attempt: 3, reason: 'busy', retryAt: '2025-10-13T12:00:00Z' } },
      ]);
    given([wasQueued, wasSent()]).when(resend).thenNothing();
    given([...givenUp, wasResent])
      .when(resend)
      .thenNothing();
  });

  it('keeps count of the tries that were forgiven, through further failures', () => {
    const thrice = [wasQueued, hasFailed, wasGivenUp(2, 'busy'), wasResent, { ...hasFailed, data: { ...hasFailed.data, attempt: 3 } }];
    given(thrice)
      .when({ ...failed, mostAttempts: 3 })
      .then([{ ...hasFailed, data: { ...hasFailed.data, attempt: 4 } }]);
  });

  it('is open again only where it was given up', () => {
    const byHook: NoticeEvent = { type: 'notice-sent.v1', data: { staff, channel: 'webhook/w1', attempt: 1 } };
    given([wasQueued, wasGivenUp(1, 'x'), byHook, wasResent])
      .when({ ...sent, channel: 'webhook/w1' })
      .thenNothing();
  });

  it('says how far it has come', () => {
    const come = (...events: NoticeEvent[]) => events.reduce(noticeDecider.evolve, noticeDecider.initialState())?.deliveries['e-mail'];
    const untried = { status: 'open', attempts: 0, forgiven: 0, retryAt: null };
    expect(come(wasQueued)).toEqual(untried);
    expect(come(wasQueued, wasSent())).toEqual({ ...untried, status: 'sent', attempts: 1 });
    expect(come(wasQueued, hasFailed)).toEqual({ ...untried, attempts: 1, retryAt: '2025-10-13T12:00:00Z' });
    expect(come(wasQueued, wasWithdrawn)).toEqual({ ...untried, status: 'withdrawn' });
  });

  it('that goes by no such channel is refused', () => {
    given([])
      .when(resend)
      .thenThrows(UnknownDeliveryError, /has not been queued/);
    for (const command of [sent, resend]) given([]).when(command).thenThrows(UnknownDeliveryError);
    given([wasQueued])
      .when({ ...sent, channel: 'sms' })
      .thenThrows(UnknownDeliveryError, /does not go by sms/);
  });
});

describe('the next try', () => {
  it('comes later each time, up to an hour, and not at the same moment for all', () => {
    const waits = [1, 2, 3, 8, 30].map((attempt) => retryAfterMs('m1', attempt));
    for (const [index, least] of [15_000, 30_000, 60_000, 1_800_000, 1_800_000].entries()) {
      expect(waits[index]).toBeGreaterThanOrEqual(least);
      expect(waits[index]).toBeLessThanOrEqual(3 * least);
    }
    expect(new Set(['m1', 'm2', 'm3', 'm4'].map((id) => retryAfterMs(id, 1))).size).toBeGreaterThan(1);
    expect([1, 4].map((attempt) => retryAfterMs('m1', attempt))).toEqual([16_974, 131_102]);
  });

  it('waits for as long as the far end asks', () => {
    expect(retryAfterMs('m1', 1, 7_200_000)).toBe(7_200_000);
  });
});
