import { describe, expect, it } from '@jest/globals';
import { documentProjectionNames } from '../document-projections.js';
import { ON_TRACK } from '../on-track/on-track.names.js';
import { checkpointOf, rebuildableModels } from './rebuildable-models.js';

describe('What can be rebuilt', () => {
  it('is everything that is folded, each under its own checkpoint', () => {
    expect(rebuildableModels.map(checkpointOf).toSorted()).toEqual([ON_TRACK, ...documentProjectionNames].toSorted());
  });

  it('is taken apart nowhere: no name belongs to two', () => {
    const stems = rebuildableModels.flatMap((model) => model.stems);
    expect(new Set(stems).size).toBe(stems.length);
  });
});
