import { describe, expect, it } from '@jest/globals';
import { retryAfterMs } from './retry-after.js';

const now = new Date('2026-01-31T12:00:00Z');

describe('Retry-After', () => {
  it.each([
    ['120', 120_000],
    [' 0 ', 0],
    ['Sat, 31 Jan 2026 12:01:30 GMT', 90_000],
    ['Saturday, 31-Jan-26 12:01:30 GMT', 90_000],
    ['Sat, 31 Jan 2026 11:00:00 GMT', 0],
    ['99999999999', 86_400_000],
    ['Sat, 31 Jan 2099 12:00:00 GMT', 86_400_000],
  ])('of %j is %d ms', (header, ms) => expect(retryAfterMs(header, now)).toBe(ms));

  it.each([undefined, '', '-1', '1.5', 'soon', '2026-01-31', 'Sat, 99 Foo'])('of %j says nothing', (header) => {
    expect(retryAfterMs(header, now)).toBeUndefined();
  });
});
