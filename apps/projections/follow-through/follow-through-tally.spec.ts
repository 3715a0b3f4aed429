import { describe, expect, it } from '@jest/globals';
import type { CareDocument, FollowThroughDocument, FollowThroughOfRule } from '#libs/views';
import { FollowThroughTally } from './follow-through-tally.js';

const told: FollowThroughDocument = {
  district: 'd1',
  schoolYear: 2026,
  communityId: 'harbor',
  part: null,
  rule: 'off-track',
  studentKey: 'k1',
  silent: false,
  asOf: '2025-10-01',
  recordedAt: '2025-10-01T08:00:00.000Z',
  firstNoticeAt: '2025-10-01T08:00:02.000Z',
  firstInHandAt: null,
  ended: null,
  endedAsOf: null,
  isUnowned: false,
  isWaiting: true,
};

function sumOf(alerts: readonly Partial<FollowThroughDocument>[], dates: readonly string[] = []): FollowThroughOfRule {
  const contacts = dates.map((date) => ({ contactId: date, kind: 'call', date, staff: 'ann' }) as const);
  const care: CareDocument = { district: 'd1', key: 'k1', contacts, takenBack: [] };
  const tally = new FollowThroughTally();
  for (const over of alerts) tally.add({ ...told, ...over }, over.studentKey === null ? undefined : care);
  return tally.result('off-track');
}

describe('What the alerts of one trigger came to', () => {
  it('is counted, and what was measured stands in order', () => {
    const notices = ['10', '02', '04'].map((second) => ({ firstNoticeAt: `2025-10-01T08:00:${second}.000Z` }));
    expect(sumOf(notices).secondsToNotice).toEqual([2, 4, 10]);
    const inHand = { firstInHandAt: '2025-10-01T09:00:00.000Z', isWaiting: false };
    const back = { ended: 'recovered', endedAsOf: '2025-10-09', isWaiting: false } as const;
    expect(sumOf([inHand, back])).toMatchObject({
      alerts: 2,
      open: 1,
      unacknowledged: 0,
      secondsToHand: [3_600],
      daysToRecovery: [8],
    });
  });

  it('is never less than nothing, where clocks differ', () => {
    expect(sumOf([{ firstNoticeAt: '2025-10-01T07:59:59.000Z' }]).secondsToNotice).toEqual([0]);
  });

  it('has the first contact while the alert stood, and none before or after', () => {
    const contacts = ['2025-09-30', '2025-10-03', '2025-10-04'];
    expect(sumOf([{}], contacts).daysToContact).toEqual([2]);
    const over = { ended: 'recovered', endedAsOf: '2025-10-02', isWaiting: false } as const;
    expect(sumOf([over], contacts).daysToContact).toEqual([]);
    expect(sumOf([{ studentKey: null }], contacts).daysToContact).toEqual([]);
  });

  it('counts old news and what was corrected, and measures neither', () => {
    const wrong = { ended: 'corrected', endedAsOf: '2025-10-02', isWaiting: false } as const;
    expect(sumOf([{ silent: true }, wrong, { isUnowned: true }])).toMatchObject({
      alerts: 3,
      open: 2,
      silent: 1,
      corrected: 1,
      unacknowledged: 1,
      unowned: 1,
      secondsToNotice: [2],
    });
  });
});
