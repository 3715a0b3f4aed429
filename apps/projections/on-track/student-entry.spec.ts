import { describe, expect, it } from '@jest/globals';
import { documentOf, entryOf, newEntry, type StudentEntry } from './student-entry.js';

/** An entry as it is loaded: of a document that was stored as text. */
function loaded(key: string): StudentEntry {
  const opened = { asOf: '2025-10-01', profile: 'p', profileVersion: '1' };
  const entry = newEntry('d', key, 2026);
  entry.history = [['2025-10-01', 'off-track']];
  entry.recorded = { ...entry.recorded, status: 'off-track', opened, openedConditions: { attendance: opened } };
  return entryOf({ id: entry.id, position: 1, body: JSON.parse(JSON.stringify(documentOf(entry))) });
}

describe('students that are loaded from their documents', () => {
  it('share when statuses began and changed, as those do that were folded', () => {
    const [one, other] = [loaded('a'), loaded('b')];
    expect(one.history).toEqual([['2025-10-01', 'off-track']]);
    expect(one.history[0]).toBe(other.history[0]);
    expect(one.recorded.opened).toBe(other.recorded.opened);
    expect(one.recorded.openedConditions.attendance).toBe(other.recorded.opened);
  });
});
