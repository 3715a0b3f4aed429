import { describe, expect, it } from '@jest/globals';
import type { OpenReadModels } from './read-models.sample.js';

export function describeLeases(open: OpenReadModels): void {
  describe('leases', () => {
    it('are taken by the first, who is shown to the second', async () => {
      const [here, there] = [await open(), await open()];
      const lease = { name: 'shard-0', holder: 'a', expiresAt: 1_100 };
      expect(await here.acquireLease('shard-0', 'a', 1_000, 100)).toEqual(lease);
      expect(await there.acquireLease('shard-0', 'b', 1_099, 100)).toEqual(lease);
      expect(await there.acquireLease('shard-1', 'b', 1_099, 100)).toEqual({ name: 'shard-1', holder: 'b', expiresAt: 1_199 });
    });

    it('are renewed by their holder', async () => {
      const models = await open();
      await models.acquireLease('shard-0', 'a', 1_000, 100);
      expect(await models.acquireLease('shard-0', 'a', 1_050, 100)).toMatchObject({ holder: 'a', expiresAt: 1_150 });
      expect(await models.acquireLease('shard-0', 'b', 1_149, 100)).toMatchObject({ holder: 'a' });
    });

    it('are taken over once they have expired, and then are lost to the former holder', async () => {
      const [here, there] = [await open(), await open()];
      await here.acquireLease('shard-0', 'a', 1_000, 100);
      expect(await there.acquireLease('shard-0', 'b', 1_100, 100)).toMatchObject({ holder: 'b', expiresAt: 1_200 });
      expect(await here.acquireLease('shard-0', 'a', 1_101, 100)).toMatchObject({ holder: 'b' });
    });

    it('are free after they were released, by their holder only', async () => {
      const models = await open();
      await models.acquireLease('shard-0', 'a', 1_000, 100);
      await models.releaseLease('shard-0', 'b');
      expect(await models.acquireLease('shard-0', 'b', 1_001, 100)).toMatchObject({ holder: 'a' });
      await models.releaseLease('shard-0', 'a');
      expect(await models.acquireLease('shard-0', 'b', 1_001, 100)).toMatchObject({ holder: 'b' });
    });
  });
}
