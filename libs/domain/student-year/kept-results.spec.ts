import { describe, expect, it } from '@jest/globals';
import { noChange, noteChange, recordKind, type ChangedRecords } from './kept-results.js';

function noted(...changes: readonly (readonly [kinds: number, day: number])[]): ChangedRecords {
  const changed = noChange();
  for (const [kinds, day] of changes) noteChange(changed, kinds, day);
  return changed;
}

describe('records that changed', () => {
  it('are of the kinds that came or went, between the earliest of their days and the latest', () => {
    const { ela, math, incidents } = recordKind;
    expect(noted()).toEqual({ kinds: 0, earliest: 0, latest: 0 });
    expect(noted([ela, 40])).toEqual({ kinds: ela, earliest: 40, latest: 40 });
    expect(noted([ela, 40], [math, 60], [incidents, 50])).toEqual({ kinds: ela | math | incidents, earliest: 40, latest: 60 });
    expect(noted([ela, 40], [ela, -1])).toEqual({ kinds: ela, earliest: -1, latest: 40 });
  });

  it('are told from each other by their kind', () => {
    expect(Object.values(recordKind).reduce((all, kind) => all | kind, 0)).toBe(2 ** Object.keys(recordKind).length - 1);
  });
});
