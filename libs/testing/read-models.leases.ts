import { describe, expect, it } from '@jest/globals';
import type { Lease } from '#libs/event-sourcing';
import type { OpenReadModels } from './read-models.sample.js';

const leaseOf = (holder: string, renewal: number, name = 'shard-0'): Lease => ({ name, holder, renewal });

export function describeLeases(open: OpenReadModels): void {
  describe('leases', () => {
    it('are taken by the first, who is shown to the second', async () => {
      const [here, there] = [await open(), await open()];
      expect(await here.acquireLease(leaseOf('a', 7))).toEqual(leaseOf('a', 7));
      expect(await there.acquireLease(leaseOf('b', 8))).toEqual(leaseOf('a', 7));
      expect(await there.acquireLease(leaseOf('b', 9, 'shard-1'))).toEqual(leaseOf('b', 9, 'shard-1'));
    });

    it('are renewed by their holder, and the second sees it', async () => {
      const [here, there] = [await open(), await open()];
      await here.acquireLease(leaseOf('a', 1));
      expect(await here.acquireLease(leaseOf('a', 2))).toEqual(leaseOf('a', 2));
      expect(await there.acquireLease(leaseOf('b', 1))).toEqual(leaseOf('a', 2));
    });

    it('are taken over where they were abandoned, and then are lost to the former holder', async () => {
      const [here, there] = [await open(), await open()];
      await here.acquireLease(leaseOf('a', 1));
      expect(await there.acquireLease(leaseOf('b', 1), leaseOf('a', 1))).toEqual(leaseOf('b', 1));
      expect(await here.acquireLease(leaseOf('a', 2))).toEqual(leaseOf('b', 1));
    });

    it('are not taken over where they were renewed meanwhile, or taken over by somebody else', async () => {
      const [here, there] = [await open(), await open()];
      await here.acquireLease(leaseOf('a', 1));
      await here.acquireLease(leaseOf('a', 2));
      expect(await there.acquireLease(leaseOf('b', 1), leaseOf('a', 1))).toEqual(leaseOf('a', 2));
      expect(await there.acquireLease(leaseOf('b', 2), leaseOf('c', 2))).toEqual(leaseOf('a', 2));
    });

    it('that are abandoned are taken over by one of several', async () => {
      const all = [await open(), await open(), await open()];
      await all[0]?.acquireLease(leaseOf('killed', 1));
      const stand = await Promise.all(all.map((models, i) => models.acquireLease(leaseOf(`holder-${i}`, 1), leaseOf('killed', 1))));
      expect(new Set(stand.map(({ holder }) => holder)).size).toBe(1);
      expect(stand[0]?.holder).toMatch(/^holder-/);
    });

    it('are free after they were released, by their holder only', async () => {
      const models = await open();
      await models.acquireLease(leaseOf('a', 1));
      await models.releaseLease('shard-0', 'b');
      expect(await models.acquireLease(leaseOf('b', 1))).toMatchObject({ holder: 'a' });
      await models.releaseLease('shard-0', 'a');
      expect(await models.acquireLease(leaseOf('b', 2))).toEqual(leaseOf('b', 2));
    });
  });
}
