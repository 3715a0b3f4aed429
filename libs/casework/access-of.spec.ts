import { describe, expect, it } from '@jest/globals';
import type { ReadModels } from '#libs/event-sourcing';
import { openMemoryReadModels } from '#libs/read-models';
import { staffMembers, type StaffDocument } from '#libs/views';
import { accessOf } from './access-of.js';

const place = { studentKey: 'k1', communityId: 'harbor', schoolId: 's1' };

async function house(): Promise<{ readonly models: ReadModels; readonly read: () => number }> {
  const models = openMemoryReadModels();
  const base = { assigned: [], unassigned: [], leaves: [], preferences: {} };
  const counselor = { role: 'counselor', from: '2025-08-01', to: null, target: { communityId: 'harbor' } } as const;
  const staff: StaffDocument[] = [
    { ...base, district: 'd1', staff: 'ann', assignments: [counselor] },
    {
      ...base,
      district: 'd1',
      staff: 'bo',
      assignments: [counselor],
      leaves: [{ from: '2025-10-01', to: '2025-10-08', substituteKey: 'cal' }],
    },
    { ...base, district: 'd1', staff: 'cal', assignments: [] },
    { ...base, district: 'd2', staff: 'dee', assignments: [counselor] },
  ];
  const collection = models.collection<StaffDocument>(staffMembers);
  await collection.write(staff.map((body, index) => ({ id: body.staff, previous: null, position: index + 1, body })));
  let finds = 0;
  const find = collection.find.bind(collection);
  collection.find = (options) => {
    finds += 1;
    return find(options);
  };
  const original = models.collection.bind(models);
  models.collection = ((definition: Parameters<typeof original>[0]) =>
    definition.name === staffMembers.name ? collection : original(definition)) as typeof models.collection;
  return { models, read: () => finds };
}

const on = (date: string) => ({ district: 'd1', place, date });

describe('Why somebody may know of something', () => {
  it('is said by their own assignments, without reading those of everybody', async () => {
    const { models, read } = await house();
    const access = await accessOf(models, on('2025-10-03'), ['ann', 'bo']);
    expect([...access]).toEqual([
      ['ann', { role: 'counselor', through: 'community' }],
      ['bo', { role: 'counselor', through: 'community' }],
    ]);
    expect(read()).toBe(0);
  });

  it('is said by those of a colleague on leave, for whom somebody stands in', async () => {
    const { models } = await house();
    expect((await accessOf(models, on('2025-10-03'), ['cal', 'ann'])).get('cal')).toEqual({
      role: 'counselor',
      through: 'community',
      standsInFor: 'bo',
    });
    expect((await accessOf(models, on('2025-10-09'), ['cal'])).get('cal')).toBeNull();
  });

  it('is nothing for strangers and for staff of other districts', async () => {
    const { models } = await house();
    expect([...(await accessOf(models, on('2025-10-03'), ['dee', 'nobody'])).values()]).toEqual([null, null]);
  });
});
