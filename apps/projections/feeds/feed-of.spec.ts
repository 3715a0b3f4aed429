import { describe, expect, it } from '@jest/globals';
import { feedId } from './feed-of.js';

const feed = (source: string, schoolId = 'north') => ({ district: 'lincoln', schoolId, source, record: 'grade-posted' });

describe('the id of a feed', () => {
  it('is its district, school and source', () => {
    expect(feedId(feed('/districts/lincoln/sis'))).toBe('lincoln/north//districts/lincoln/sis');
    expect(feedId({ ...feed('s'), schoolId: null })).toBe('lincoln//s');
  });

  it('is short enough for a document however long these are, and another one for each', () => {
    const ids = ['a', 'b'].map((letter) => feedId(feed(`/districts/lincoln/${letter.repeat(3_000)}`, '😀'.repeat(200))));
    expect(ids[0]).not.toBe(ids[1]);
    for (const id of ids) expect(`${id}/2025-09-01`.length).toBeLessThanOrEqual(1_000);
  });
});
