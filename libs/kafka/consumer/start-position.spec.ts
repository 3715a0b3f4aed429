import { describe, expect, it } from '@jest/globals';
import { startPosition } from './start-position.js';

const known = { committed: 50n, wanted: null, low: 0n, high: 100n };

describe('where a group goes on', () => {
  it('is where it stood', () => {
    expect(startPosition(known)).toEqual({ offset: 50n, jump: null });
    expect(startPosition({ ...known, committed: 100n })).toEqual({ offset: 100n, jump: null });
    expect(startPosition({ ...known, committed: 0n, wanted: 50n })).toEqual({ offset: 0n, jump: null });
  });

  it('is the first message that is left, for a new group', () => {
    expect(startPosition({ ...known, committed: null, low: 7n })).toEqual({ offset: 7n, jump: null });
  });

  it('says what was removed before it was taken in', () => {
    const { offset, jump } = startPosition({ ...known, low: 60n });
    expect([offset, jump]).toEqual([60n, expect.stringMatching(/offsets 50 to 59 .* 10 messages at most are LOST/)]);
  });

  it('says that a topic is shorter than it was, and takes in all that is in it', () => {
    expect(startPosition({ ...known, low: 0n, high: 20n })).toMatchObject({
      offset: 0n,
      jump: expect.stringContaining('made anew') as unknown,
      mayPass: true,
    });
    expect(startPosition({ ...known, committed: null, wanted: 50n, high: 20n })).toMatchObject({
      offset: 0n,
      jump: expect.any(String) as unknown,
    });
  });

  it('says that the offsets of the group are gone, where this process knows better', () => {
    expect(startPosition({ ...known, committed: null, wanted: 50n })).toEqual({
      offset: 0n,
      jump: expect.stringContaining('its offsets are gone') as unknown,
      mayPass: true,
    });
  });
});
