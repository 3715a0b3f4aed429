import { describe, expect, it } from '@jest/globals';
import { pairKey } from './fact-keys.js';

describe('the key of two ids', () => {
  it('is another one for every pair, whatever characters they hold', () => {
    const pairs = [
      ['a', 'b'],
      ['b', 'a'],
      ['ab', ''],
      ['', 'ab'],
      ['1:a', 'b'],
      ['1', ':ab'],
    ] as const;
    expect(new Set(pairs.map(([first, second]) => pairKey(first, second))).size).toBe(pairs.length);
    expect(pairKey('a', 'b')).toBe(pairKey('a', 'b'));
  });
});
