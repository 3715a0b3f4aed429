import { describe, expect, it } from '@jest/globals';
import { statusEventOf, type RecordedStatusChange } from './status-event.js';

const change: RecordedStatusChange['change'] = {
  status: 'on-track',
  previous: null,
  milestone: 'grade-6',
  gradeLevel: '06',
  schoolId: 'north',
  communityId: null,
  conditions: [],
  asOf: '2025-12-16',
  profile: 'ours',
  profileVersion: '3',
  cause: { id: 'c', position: 7, type: 'attendance-recorded.v1' },
};
const recorded = { id: 'e1', district: 'd1', studentId: 's1', schoolYear: 2026, recordedAt: '2025-12-16T12:00:00.000Z', change };

describe('The event of a change of status', () => {
  it('says by its source and its extensions that it is replayed, and under which rules', () => {
    expect(statusEventOf({ ...recorded, isReplay: true })).toMatchObject({
      source: '/districts/d1/homeroom-replay',
      replay: true,
      replayprofile: 'ours',
      replayversion: '3',
    });
  });

  it('has none of these where it is so', () => {
    const event = statusEventOf(recorded);
    expect(event.source).toBe('/districts/d1/homeroom');
    expect(Object.keys(event).filter((name) => name.startsWith('replay'))).toEqual([]);
  });
});
