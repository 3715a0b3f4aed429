import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { studentStream } from '#libs/domain';
import { openStores } from '#libs/stores';
import { Homeroom } from './homeroom.js';
import { community } from './native-events.js';

let homeroom: Homeroom;
beforeEach(async () => {
  homeroom = await Homeroom.start();
  await homeroom.run(['import', 'events', '-', '--district', 'lincoln'], { input: community({ S1: 'ppp', S2: 'ppp' }).join('\n') });
});
afterEach(() => homeroom.end());

/** As a program with a mistake could have left it: an event that no program folds. */
async function poison(student: string): Promise<void> {
  const stores = await openStores({ HOMEROOM_DATA_DIR: homeroom.data });
  const key = (await stores.directory.findKeys('lincoln', 'student', [student])).get(student) ?? '';
  const stream = studentStream('lincoln', key, 2026);
  const [last] = await stores.store.readStream(stream, { direction: 'backward', limit: 1 });
  const data = { date: '1999-01-01', schoolId: 's1', status: 'present' };
  const event = { id: randomUUID(), type: 'attendance-recorded.v1', data, metadata: {} };
  await stores.store.append({ stream, expectedRevision: last?.revision ?? -1, events: [event] });
  await stores.close();
}

describe('A document that cannot be folded', () => {
  it('is named with its event and reason, and what still cannot be folded waits on', async () => {
    expect(await homeroom.ok('quarantined')).toBe('Every document is current.\n');
    expect(await homeroom.ok('projections', 'release')).toBe('Nothing waits: every document is current.\n');
    await poison('S1');
    const [row, ...others] = await homeroom.rows<{ name: string; position: number }>('quarantined');
    expect(others).toEqual([]);
    expect(row).toMatchObject({ collection: 'students', type: 'attendance-recorded.v1', reason: 'DayOutsideYearError' });
    expect(row?.name).toBe('student S1 of district lincoln, school year 2026');
    expect(await homeroom.rows('projections', 'release')).toMatchObject([{ collection: 'students', outcome: 'waits' }]);
  });
});
