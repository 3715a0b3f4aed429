import { describe, expect, it } from '@jest/globals';
import type { ReadModels } from '#libs/event-sourcing';
import { openMemoryReadModels } from '#libs/read-models';
import { careOfStudents, followThrough, type CareDocument, type FollowThroughDocument } from '#libs/views';
import { readFollowThrough } from './follow-through.js';

const told: FollowThroughDocument = {
  district: 'd1',
  schoolYear: 2026,
  communityId: 'harbor',
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

async function given(alerts: readonly Partial<FollowThroughDocument>[], dates: readonly string[] = []): Promise<ReadModels> {
  const models = openMemoryReadModels();
  const writes = alerts.map((over, i) => ({ id: `a${i}`, previous: null, position: i + 1, body: { ...told, ...over } }));
  await models.collection<FollowThroughDocument>(followThrough).write(writes);
  const contacts = dates.map((date) => ({ contactId: date, kind: 'call', date, staff: 'ann' }) as const);
  const care = { district: 'd1', key: 'k1', contacts, takenBack: [] };
  await models.collection<CareDocument>(careOfStudents).write([{ id: 'k1', previous: null, position: 1, body: care }]);
  return models;
}

const total = async (models: ReadModels) => (await readFollowThrough(models, 'd1', 2026)).total;

describe('The follow-through of a school year', () => {
  it('is empty where there was no alert', async () => {
    const nothing = { median: null, of: 0 };
    expect(await readFollowThrough(await given([]), 'd1', 2026)).toEqual({
      total: {
        alerts: 0,
        open: 0,
        unacknowledged: 0,
        unowned: 0,
        silent: 0,
        corrected: 0,
        secondsToNotice: nothing,
        secondsToHand: nothing,
        daysToContact: nothing,
        daysToRecovery: nothing,
      },
      groups: [],
    });
  });

  it('tells the medians, of an even number between the two in the middle', async () => {
    const notices = ['02', '04', '10'].map((second) => ({ firstNoticeAt: `2025-10-01T08:00:${second}.000Z` }));
    expect(await total(await given(notices))).toMatchObject({ secondsToNotice: { median: 4, of: 3 } });
    expect(await total(await given(notices.slice(0, 2)))).toMatchObject({ secondsToNotice: { median: 3, of: 2 } });
    const inHand = { firstInHandAt: '2025-10-01T09:00:00.000Z', isWaiting: false };
    const back = { ended: 'recovered', endedAsOf: '2025-10-09', isWaiting: false } as const;
    expect(await total(await given([inHand, back]))).toMatchObject({
      alerts: 2,
      open: 1,
      unacknowledged: 0,
      secondsToHand: { median: 3_600, of: 1 },
      daysToRecovery: { median: 8, of: 1 },
    });
  });

  it('counts the first contact while the alert stood, and none before or after', async () => {
    const contacts = ['2025-09-30', '2025-10-03', '2025-10-04'];
    expect(await total(await given([{}], contacts))).toMatchObject({ daysToContact: { median: 2, of: 1 } });
    const over = { ended: 'recovered', endedAsOf: '2025-10-02', isWaiting: false } as const;
    expect(await total(await given([over], contacts))).toMatchObject({ daysToContact: { median: null, of: 0 } });
    expect(await total(await given([{ studentKey: null }], contacts))).toMatchObject({ daysToContact: { of: 0 } });
  });

  it('counts old news and what was corrected, and measures neither', async () => {
    const models = await given([{ silent: true }, { ended: 'corrected', endedAsOf: '2025-10-02', isWaiting: false }, { isUnowned: true }]);
    expect(await total(models)).toMatchObject({
      alerts: 3,
      open: 2,
      silent: 1,
      corrected: 1,
      unacknowledged: 1,
      unowned: 1,
      secondsToNotice: { of: 1 },
    });
  });

  it('is told by community and trigger, of one district and year, over all pages', async () => {
    const other = { rule: 'absences' };
    const models = await given([
      ...Array.from({ length: 1_001 }, () => ({})),
      other,
      { communityId: null },
      { district: 'd2' },
      { schoolYear: 2025 },
    ]);
    const { groups, total: all } = await readFollowThrough(models, 'd1', 2026);
    expect(groups.map(({ communityId, rule, alerts }) => [communityId, rule, alerts])).toEqual([
      [null, 'off-track', 1],
      ['harbor', 'absences', 1],
      ['harbor', 'off-track', 1_001],
    ]);
    expect(all.alerts).toBe(1_003);
  });
});
