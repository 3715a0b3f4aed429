import { describe, expect, it } from '@jest/globals';
import type { OpenReadModels } from './read-models.sample.js';

export function describeCheckpoints(open: OpenReadModels): void {
  describe('checkpoints', () => {
    it('stand at 0 for a projection that never ran', async () => {
      expect(await (await open()).checkpoint('on-track')).toBe(0);
    });

    it('move from where they stand, each for itself, for everybody to see', async () => {
      const models = await open();
      expect(await models.advance('on-track', 0, 5)).toBe(true);
      expect(await models.advance('on-track', 5, Number.MAX_SAFE_INTEGER)).toBe(true);
      expect(await (await open()).checkpoint('on-track')).toBe(Number.MAX_SAFE_INTEGER);
      expect(await models.checkpoint('feeds')).toBe(0);
    });

    it('do not move from where they do not stand', async () => {
      const models = await open();
      expect(await models.advance('on-track', 3, 5)).toBe(false);
      await models.advance('on-track', 0, 5);
      expect(await models.advance('on-track', 0, 7)).toBe(false);
      expect(await models.advance('on-track', 4, 7)).toBe(false);
      expect(await models.checkpoint('on-track')).toBe(5);
    });

    it('move for one of two instances only', async () => {
      const [here, there] = [await open(), await open()];
      const moved = await Promise.all([here.advance('on-track', 0, 5), there.advance('on-track', 0, 5)]);
      expect(moved.toSorted()).toEqual([false, true]);
    });

    it.each([-1, 0.5, Number.MAX_SAFE_INTEGER + 1])('refuse to stand at %d', async (position) => {
      await expect((await open()).advance('on-track', 0, position)).rejects.toThrow(/whole number/);
    });
  });
}
