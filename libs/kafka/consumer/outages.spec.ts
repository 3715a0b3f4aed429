import { describe, expect, it } from '@jest/globals';
import { Outages } from './outages.js';

describe('an outage', () => {
  const patience = { firstPauseMs: 100, longestPauseMs: 500, giveUpAfterMs: 10_000 };

  it('is waited out with longer and longer pauses, up to a limit, and then no more', () => {
    let now = 1_000;
    const outages = new Outages(patience, () => now);
    expect([1, 2, 3, 4, 5].map(() => outages.failed('a', 'no'))).toEqual([100, 200, 400, 500, 500]);
    now += 9_999;
    expect(outages.failed('a', 'no')).toBe(500);
    now += 1;
    expect(outages.failed('a', 'no')).toBeNull();
    expect(outages.failed('b', 'no')).toBe(100);
  });

  it('begins anew after it was over', () => {
    let now = 0;
    const outages = new Outages(patience, () => now);
    outages.failed('a', 'no');
    now = 20_000;
    expect(outages.sentences()).toEqual(['a is held up for 20 s (1 tries): no']);
    expect([outages.over('a'), outages.over('a')]).toEqual([true, false]);
    expect(outages.sentences()).toEqual([]);
    expect(outages.failed('a', 'again')).toBe(100);
  });
});
