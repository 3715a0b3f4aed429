import { describe, expect, it } from '@jest/globals';
import { KeyCache } from './key-cache.js';

describe('the keys of the people met last', () => {
  it('are kept apart by district and by kind of people', () => {
    const cache = new KeyCache();
    cache.add('north', 'student', new Map([['1', 'a']]));
    cache.add('north', 'staff', new Map([['1', 'b']]));
    cache.add('south', 'student', new Map([['1', 'c']]));
    cache.add('north', 'student', new Map([['2', 'd']]));
    expect([...cache.of('north', 'student')]).toEqual([
      ['1', 'a'],
      ['2', 'd'],
    ]);
    expect(cache.of('north', 'staff').get('1')).toBe('b');
    expect(cache.of('south', 'student').get('1')).toBe('c');
    expect(cache.of('south', 'staff').size).toBe(0);
  });

  it('begin anew when there are too many, over all districts', () => {
    const cache = new KeyCache(2);
    cache.add('north', 'student', new Map([['1', 'a']]));
    cache.add('south', 'student', new Map([['1', 'b']]));
    expect(cache.of('north', 'student').size).toBe(1);
    cache.add('south', 'student', new Map([['2', 'c']]));
    expect(cache.of('north', 'student').size).toBe(0);
    expect([...cache.of('south', 'student')]).toEqual([['2', 'c']]);
  });
});
