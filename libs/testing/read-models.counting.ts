import { describe, expect, it } from '@jest/globals';
import type { Collection } from '#libs/event-sourcing';
import { created, type OpenReadModels, type Pupil, pupilsOf } from './read-models.sample.js';

const MOST = 100_000;

export function describeCounting(open: OpenReadModels): void {
  describe('counting', () => {
    it('counts what would be found', async () => {
      const pupils = await withPupils(open);
      const of = (...equals: readonly (string | number | null)[]) => pupils.count({ index: 'byRank', equals, most: MOST });
      expect(await Promise.all([of(), of('north'), of('north', 1), of('north', null), of('east')])).toEqual([5, 4, 2, 1, 0]);
      expect(await pupils.count({ index: 'bySchool', equals: ['south'], most: MOST })).toBe(1);
      expect(await pupils.count()).toBe(5);
    });

    it('ends at the most that is asked for', async () => {
      const pupils = await withPupils(open);
      const upTo = (most: number) => pupils.count({ index: 'byRank', equals: ['north'], most });
      expect(await Promise.all([upTo(1), upTo(3), upTo(4), upTo(5)])).toEqual([1, 3, 4, 4]);
    });

    it('follows a document to its new values, and counts none that was removed', async () => {
      const pupils = await withPupils(open);
      await pupils.write([
        { id: 'ada', previous: 1, position: 2, body: { school: 'south', rank: 1 } },
        { id: 'bob', previous: 1, position: 2, body: null },
      ]);
      const of = (school: string) => pupils.count({ index: 'bySchool', equals: [school], most: MOST });
      expect([await of('north'), await of('south')]).toEqual([2, 2]);
    });

    it.each([0, MOST + 1, 1.5, NaN])('refuses to count up to %d', async (most) => {
      const pupils = pupilsOf(await open());
      await expect(pupils.count({ index: 'byRank', equals: [], most })).rejects.toThrow(/1 to 100000 documents/);
    });

    it('refuses an index that is not there, and more values than it has fields', async () => {
      const pupils = pupilsOf(await open());
      await expect(pupils.count({ index: 'byName', equals: [], most: 1 })).rejects.toThrow(/no index byName/);
      await expect(pupils.count({ index: 'byRank', equals: ['north', 1, 2], most: 1 })).rejects.toThrow(/has 2 fields, not 3/);
    });
  });
}

async function withPupils(open: OpenReadModels): Promise<Collection<Pupil>> {
  const pupils = pupilsOf(await open());
  await pupils.write([
    created('ada', { school: 'north', rank: 1 }),
    created('bob', { school: 'north', rank: 1 }),
    created('cid', { school: 'north' }),
    created('dan', { school: 'north', rank: 'x' }),
    created('eve', { school: 'south', rank: 1 }),
  ]);
  return pupils;
}
