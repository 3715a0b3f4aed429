import { fc, test } from '@fast-check/jest';
import { describe, expect, it } from '@jest/globals';
import { alertStream, placeAlertStream, type AlertRaised } from '#libs/domain';
import { openMemoryEventStore } from '#libs/event-store';
import type { FailPoint, ReadModels } from '#libs/event-sourcing';
import { openMemoryReadModels } from '#libs/read-models';
import { AlertHistoryBuilder } from '#libs/testing';
import { followThroughSums, type FollowThroughSumDocument } from '#libs/views';
import { startFollowThrough } from './start-follow-through.js';

const keys = ['aa000000000000000000000000000001', 'aa000000000000000000000000000002', 'bb000000000000000000000000000003'];
const communities = ['harbor', 'oak', null];
const rules = ['off-track', 'absences'];

/** What happens to one of some alerts; each is begun by the first thing that happens to it. */
const happening = fc.record({ alert: fc.nat(5), kind: fc.constantFrom('told', 'taken', 'over', 'contact') });
const history = fc.array(happening, { maxLength: 25 });
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

function house() {
  const { store, log } = openMemoryEventStore();
  const builder = new AlertHistoryBuilder(store);
  const begun = new Set<number>();
  const happen = async ({ alert, kind }: Happening): Promise<void> => {
    const studentKey = keys[alert % keys.length] ?? '';
    const stream = alertStream('d1', studentKey, `alert-${alert}`);
    if (!begun.has(alert)) {
      begun.add(alert);
      const communityId = communities[alert % communities.length] ?? null;
      await builder.append(stream, 'alert-raised.v1', raised({ studentKey, communityId, rule: rules[alert % 2] ?? '' }));
    }
    switch (kind) {
      case 'told':
        return builder.append(stream, 'alert-notified.v1', { staff: 'ann', channel: 'inbox' });
      case 'taken':
        return builder.append(stream, 'alert-acknowledged.v1', { staff: 'ann', date: '2025-10-02' });
      case 'over':
        return builder.append(stream, 'alert-resolved.v1', { ended: 'recovered', asOf: '2025-10-09' });
      case 'contact':
        return builder.contact(studentKey, '2025-10-03');
    }
  };
  const fold = async (models: ReadModels, batchSize: number, failPoint?: FailPoint): Promise<void> => {
    await (await startFollowThrough({ log, models, ...(failPoint && { failPoint }) }, { once: true, batchSize })).run();
  };
  return { builder, happen, fold };
}

function raised(over: Partial<AlertRaised>): AlertRaised {
  return {
    studentKey: null,
    schoolYear: 2026,
    rule: 'off-track',
    episode: 'e1',
    asOf: '2025-10-01',
    profile: null,
    profileVersion: null,
    gradeLevel: null,
    schoolId: 's1',
    communityId: null,
    milestone: null,
    conditions: [],
    ...over,
  };
}

async function sumsIn(models: ReadModels): Promise<Map<string, FollowThroughSumDocument>> {
  const sums = new Map<string, FollowThroughSumDocument>();
  for await (const { id, body } of models.collection<FollowThroughSumDocument>(followThroughSums).all()) sums.set(id, body);
  return sums;
}

/** Fails at the n-th step, counted from 0. */
function crashAt(n: number): FailPoint {
  let step = 0;
  return () => {
    if (step++ === n) throw new Error('crash');
  };
}

describe('What the alerts of a community came to', () => {
  const runs = fc.array(fc.record({ batchSize: fc.integer({ min: 1, max: 5 }), at: fc.nat(20), after: fc.nat(25) }), { maxLength: 4 });

  test.prop([history, runs], { numRuns: 60 })(
    'is added up exactly, whenever it is folded and whatever crashes',
    async (happenings, crashes) => {
      const { happen, fold } = house();
      const models = openMemoryReadModels();
      for (const [index, each] of happenings.entries()) {
        await happen(each);
        for (const { batchSize, at, after } of crashes) {
          if (after !== index) continue;
          await fold(models, batchSize, crashAt(at)).catch((error: unknown) => expect(error).toHaveProperty('message', 'crash'));
        }
      }
      await fold(models, 3);
      const anew = openMemoryReadModels();
      await fold(anew, 1_000);
      expect(await sumsIn(models)).toEqual(await sumsIn(anew));
    },
  );

  it('follows the contacts of its students and what happens to its alerts', async () => {
    const { happen, fold } = house();
    const models = openMemoryReadModels();
    await happen({ alert: 0, kind: 'told' });
    await fold(models, 10);
    const before = [...(await sumsIn(models)).values()];
    expect(before).toMatchObject([{ communityId: 'harbor', rules: [{ rule: 'off-track', alerts: 1, open: 1, daysToContact: [] }] }]);
    await happen({ alert: 0, kind: 'contact' });
    await fold(models, 10);
    await happen({ alert: 0, kind: 'over' });
    await fold(models, 10);
    const after = [...(await sumsIn(models)).values()];
    expect(after).toMatchObject([{ rules: [{ alerts: 1, open: 0, daysToContact: [2], daysToRecovery: [8] }] }]);
  });

  it('stands in parts where students have no community, so that no sum is of all of them', async () => {
    const { builder, fold } = house();
    const models = openMemoryReadModels();
    for (const [index, studentKey] of keys.entries())
      await builder.append(alertStream('d1', studentKey, `alert-${index}`), 'alert-raised.v1', raised({ studentKey }));
    await builder.append(placeAlertStream('d1', 'alert-9'), 'alert-raised.v1', raised({ rule: 'silent-feed' }));
    await fold(models, 10);
    const sums = [...(await sumsIn(models)).entries()].map(([id, { rules: of }]) => [id, of.map(({ alerts }) => alerts)]);
    expect(sums).toEqual([
      ['["d1",2026,null,"aa"]', [2]],
      ['["d1",2026,null,"bb"]', [1]],
      ['["d1",2026,null,null]', [1]],
    ]);
  });
});
