import { describe, expect, it } from '@jest/globals';
import type { ReadModels } from '#libs/event-sourcing';
import { openMemoryReadModels } from '#libs/read-models';
import { followThroughSums, type FollowThroughOfRule, type FollowThroughSumDocument } from '#libs/views';
import { readFollowThrough, readFollowThroughOfAll } from './follow-through.js';

const one: FollowThroughOfRule = {
  rule: 'off-track',
  alerts: 1,
  open: 0,
  unacknowledged: 0,
  unowned: 0,
  silent: 0,
  corrected: 0,
  secondsToNotice: [],
  secondsToHand: [],
  daysToContact: [],
  daysToRecovery: [],
};

type Sum = Partial<Omit<FollowThroughSumDocument, 'rules'>> & { readonly rules: readonly Partial<FollowThroughOfRule>[] };

async function given(sums: readonly Sum[]): Promise<ReadModels> {
  const models = openMemoryReadModels();
  const writes = sums.map(({ rules, ...over }, i) => {
    const body = { district: 'd1', schoolYear: 2026, communityId: 'harbor', ...over, rules: rules.map((rule) => ({ ...one, ...rule })) };
    return { id: `s${i}`, previous: null, position: i + 1, body };
  });
  await models.collection<FollowThroughSumDocument>(followThroughSums).write(writes);
  return models;
}

const total = async (sums: readonly Sum[]) => (await readFollowThrough(await given(sums), 'd1', 2026)).total;

describe('The follow-through of a school year', () => {
  it('is empty where there was no alert', async () => {
    const nothing = { median: null, of: 0 };
    const { rule: _, ...counts } = one;
    expect(await readFollowThrough(await given([]), 'd1', 2026)).toEqual({
      total: {
        ...counts,
        alerts: 0,
        secondsToNotice: nothing,
        secondsToHand: nothing,
        daysToContact: nothing,
        daysToRecovery: nothing,
      },
      groups: [],
    });
  });

  it('tells the medians of all groups together, of an even number between the two in the middle', async () => {
    const sums = [{ rules: [{ secondsToNotice: [2, 10] }] }, { communityId: 'oak', rules: [{ secondsToNotice: [4], daysToContact: [3] }] }];
    expect(await total(sums)).toMatchObject({
      alerts: 2,
      secondsToNotice: { median: 4, of: 3 },
      daysToContact: { median: 3, of: 1 },
      secondsToHand: { median: null, of: 0 },
    });
    expect(await total(sums.slice(0, 1))).toMatchObject({ secondsToNotice: { median: 6, of: 2 } });
  });

  it('is told by community and trigger, of one district and year, over all pages and parts', async () => {
    const models = await given([
      ...Array.from({ length: 1_001 }, () => ({ communityId: null, rules: [{ alerts: 2, open: 1, unacknowledged: 1 }] })),
      { rules: [{}, { rule: 'absences', silent: 1 }] },
      { district: 'd2', rules: [{}] },
      { schoolYear: 2025, rules: [{}] },
    ]);
    const { groups, total: all } = await readFollowThrough(models, 'd1', 2026);
    expect(await readFollowThroughOfAll(models, 'd1', 2026)).toEqual(all);
    expect(groups.map(({ communityId, rule, alerts }) => [communityId, rule, alerts])).toEqual([
      [null, 'off-track', 2_002],
      ['harbor', 'absences', 1],
      ['harbor', 'off-track', 1],
    ]);
    expect(all).toMatchObject({ alerts: 2_004, open: 1_001, unacknowledged: 1_001, silent: 1, unowned: 0, corrected: 0 });
  });
});
