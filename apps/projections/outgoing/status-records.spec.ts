import { describe, expect, it } from '@jest/globals';
import { openDirectory } from '#libs/directory';
import { statusStream } from '#libs/domain';
import type { RecordedEvent } from '#libs/event-sourcing';
import { statusRecords } from './status-records.js';

const change = {
  status: 'off-track',
  previous: null,
  milestone: 'grade-6',
  gradeLevel: '06',
  schoolId: 'north',
  communityId: null,
  conditions: [{ name: 'attendance', value: 89.19, threshold: 90, inclusive: true, result: 'fail', present: 66, enrolled: 74 }],
  asOf: '2025-12-16',
  profile: 'ew-framework',
  profileVersion: '1',
  cause: { id: 'c', position: 7, type: 'attendance-recorded.v1' },
};

function event(stream: string, type = 'on-track-status-changed.v1'): RecordedEvent {
  const at = { revision: 0, position: 9, recordedAt: '2025-12-16T12:00:00.000Z', superseded: false };
  return { id: 'e1', type, stream, ...at, data: change, metadata: { traceparent: 'tp' } };
}

describe('a change of status', () => {
  it('is told by the district’s own id, without what is only of this system', async () => {
    const directory = await openDirectory('memory:', 'a secret of some length');
    const key = (await directory.keysFor('d1', 'student', ['S 1'])).get('S 1') ?? '';
    const [record, ...others] = await statusRecords([event(statusStream('d1', key, 2026))], directory);
    expect(others).toEqual([]);
    expect(record).toMatchObject({ topic: 'homeroom.on-track.status', key: 'd1/S 1' });
    const told = JSON.parse(String(record?.value)) as { data: Record<string, unknown> };
    expect(told).toMatchObject({
      id: 'e1',
      subject: 'S 1',
      source: '/districts/d1/homeroom',
      traceparent: 'tp',
      time: '2025-12-16T12:00:00.000Z',
    });
    expect(told.data).toMatchObject({ studentId: 'S 1', schoolYear: 2026, status: 'off-track', conditions: change.conditions });
    expect(JSON.stringify(told)).not.toContain(key);
    expect(told.data).not.toHaveProperty('cause');
  });

  it('of whoever was erased is told to nobody, nor is any other event', async () => {
    const directory = await openDirectory('memory:', 'a secret of some length');
    const key = (await directory.keysFor('d1', 'student', ['s1'])).get('s1') ?? '';
    expect(await statusRecords([event(statusStream('d1', key, 2026), 'something-else.v1')], directory)).toEqual([]);
    await directory.erase(key);
    expect(await statusRecords([event(statusStream('d1', key, 2026))], directory)).toEqual([]);
  });
});
