import { describe, expect, it } from '@jest/globals';
import { compareSequences, compareVersions, contentHash } from './version.js';

const sign = (order: number): number => Math.sign(order);

describe('sequences', () => {
  it.each([
    ['', '', 0],
    ['', '0', -1],
    ['9', '10', -1],
    ['10', '9', 1],
    ['007', '7', 0],
    ['12', '13', -1],
    ['123456789012345678901', '123456789012345678902', -1],
    ['99', 'a', -1],
    ['a', 'b', -1],
    ['10a', '9a', -1],
    ['B', 'a', -1],
    ['a10', 'a9', -1],
    ['9', 'a1', -1],
    ['x', 'x', 0],
    ['0', '00', 0],
  ] as const)('"%s" and "%s"', (a, b, order) => {
    expect(sign(compareSequences(a, b))).toBe(order);
    expect(sign(compareSequences(b, a))).toBe(order === 0 ? 0 : -order);
  });
});

describe('versions', () => {
  const base = { time: '2025-09-01T00:00:00Z', sequence: '5', retraction: false, content: 1 };

  it('go by time, then sequence, then content before retraction, and else only the contents can tell', () => {
    const order = (over: Partial<typeof base>): number => sign(compareVersions({ ...base, ...over }, base));
    expect(order({ time: '2025-09-01T00:00:00.1Z', sequence: '1', retraction: true })).toBe(1);
    expect(order({ time: '2025-08-31T00:00:00Z', sequence: '9' })).toBe(-1);
    expect(order({ sequence: '6', retraction: true })).toBe(1);
    expect(order({ sequence: '4' })).toBe(-1);
    expect(order({ retraction: true })).toBe(-1);
    expect(sign(compareVersions(base, { ...base, retraction: true }))).toBe(1);
    expect(order({ content: 2 })).toBe(0);
  });
});

describe('the hash of a content', () => {
  it('is the published cyrb53 of its text', () => {
    expect(['a', 'b', 'revenge', 'revenue'].map(contentHash)).toEqual([
      7929297801672961, 8684336938537663, 4051478007546757, 8309097637345594,
    ]);
  });

  it('is a safe integer and differs for every one of many texts', () => {
    const hashes = Array.from({ length: 20_000 }, (_, index) => contentHash(`{"date":"2025-09-01","n":${index}}`));
    expect(hashes.every((hash) => Number.isSafeInteger(hash) && hash >= 0)).toBe(true);
    expect(new Set(hashes).size).toBe(20_000);
  });
});
