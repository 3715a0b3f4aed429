import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Homeroom } from './homeroom.js';
import { attended, community, line } from './native-events.js';

interface FeedRow {
  readonly day: string | null;
  readonly schoolId: string | null;
  readonly record: string | null;
  readonly read: number;
  readonly appended: number;
  readonly unchanged: number;
  readonly deadLettered: number;
  readonly superseded: number;
  readonly retried: number;
  readonly unplaced: number | null;
}

interface UnplacedRow {
  readonly studentId: string;
  readonly why: string;
}

let homeroom: Homeroom;
beforeEach(async () => {
  homeroom = await Homeroom.start('2025-10-31T12:00:00Z');
});
afterEach(() => homeroom.end());

const send = (...lines: readonly string[]) =>
  homeroom.run(['import', 'events', '-', '--district', 'lincoln', '--format', 'json'], { input: lines.join('\n') });
const feeds = (...args: string[]): Promise<FeedRow[]> => homeroom.rows<FeedRow>('feeds', ...args);
const attendance = async (...args: string[]): Promise<FeedRow | undefined> =>
  (await feeds(...args)).find(({ record }) => record === 'attendance-recorded');
const sum = (rows: readonly FeedRow[], what: 'read' | 'appended' | 'unchanged' | 'deadLettered'): number =>
  rows.reduce((total, row) => total + row[what], 0);
const ill = attended('S1', '2025-09-10', 'p').replace('"present"', '"ill"');

describe('Where are the records that were sent?', () => {
  it('is answered with counts that add up to what was read, over all time and by day', async () => {
    const sent = community({ S1: 'ppa', S2: 'ppp' });
    await send(...sent, ill, '{"not": "an event"');
    homeroom.clock.set('2025-11-01T12:00:00Z');
    await send(...sent, attended('S1', '2025-09-03', 'p', { time: '2025-09-01T00:00:00Z' }), attended('S9', '2025-09-03', 'p'));
    const all = await feeds();
    for (const { read, appended, unchanged, deadLettered } of all) expect(read).toBe(appended + unchanged + deadLettered);
    expect(sum(all, 'read')).toBe(2 * sent.length + 4);
    expect(await attendance()).toMatchObject({ read: 15, appended: 8, unchanged: 6, deadLettered: 1, superseded: 1, unplaced: 1 });
    const byDay = await feeds('--from', '2025-10-31', '--to', '2025-11-01');
    expect(sum(byDay, 'read')).toBe(sum(all, 'read'));
    expect(await attendance('--day', 'yesterday')).toMatchObject({
      day: '2025-10-31',
      read: 7,
      appended: 6,
      unchanged: 0,
      deadLettered: 1,
    });
    expect(await attendance('--day', 'today')).toMatchObject({ read: 8, appended: 2, unchanged: 6, deadLettered: 0, superseded: 1 });
    const { out } = await homeroom.run(['feeds', '--record', 'attendance-recorded']);
    expect(out).toContain('District lincoln: 15 read = 8 appended + 6 unchanged + 1 dead-lettered');
  });

  it('means the days at the place of the district', async () => {
    homeroom.clock.set('2025-11-01T02:30:00Z');
    await send(...community({ S1: 'p' }), ill);
    const { out } = await homeroom.run(['feeds', '--day', '2025-10-31', '--format', 'ndjson'], {
      environment: { HOMEROOM_TIME_ZONE: 'America/Chicago' },
    });
    expect(out).toContain('"record":"attendance-recorded","appended":1');
    expect(await attendance('--day', '2025-10-31')).toBeUndefined();
  });

  it('moves a record from the dead letters to the log when it is retried after a mend, and keeps the letter', async () => {
    await send(...community({ S1: 'p' }), ill);
    const before = await attendance();
    expect(before).toMatchObject({ read: 2, appended: 1, deadLettered: 1, retried: 0 });
    const [letter] = await homeroom.rows<{ id: string }>('dead-letters', 'list');
    await mend(letter?.id ?? '');
    homeroom.clock.set('2025-11-02T12:00:00Z');
    expect(await homeroom.rows('dead-letters', 'retry')).toMatchObject([{ outcome: 'appended' }]);
    expect(await attendance()).toMatchObject({ read: 2, appended: 2, deadLettered: 0, retried: 1 });
    expect(await attendance('--day', '2025-10-31')).toMatchObject({ read: 1, appended: 1, deadLettered: 0, retried: 1 });
    expect(await attendance('--day', '2025-11-02')).toMatchObject({ read: 1, appended: 1, retried: 0 });
    expect(await homeroom.rows('dead-letters', 'list', '--state', 'retried')).toMatchObject([{ id: letter?.id }]);
  });

  it('says in words what is asked wrongly', async () => {
    await send(...community({ S1: 'p' }));
    expect(await homeroom.run(['feeds', '--day', '2025-02-30'])).toMatchObject({ code: 2, err: expect.stringContaining('--day') });
    expect(await homeroom.run(['feeds', '--day', 'today', '--to', '2025-10-31'])).toMatchObject({ code: 2 });
    expect(await homeroom.run(['feeds', '--from', '2025-11-30'])).toMatchObject({ code: 2, err: expect.stringContaining('is after') });
  });
});

describe('homeroom unplaced', () => {
  it('says whose record waits, why, and what would place it', async () => {
    await send(...community({ S1: 'p' }), attended('S1', '2025-08-20', 'a'), attended('S9', '2025-09-03', 'p'));
    const rows = (await homeroom.rows<UnplacedRow>('unplaced')).sort((a, b) => (a.studentId < b.studentId ? -1 : 1));
    expect(rows).toMatchObject([
      { studentId: 'S1', record: 'attendance-recorded', date: '2025-08-20', schoolId: 's1', source: '/districts/lincoln/sis' },
      { studentId: 'S9', date: '2025-09-03', why: 'No enrolment in the school year 2026 is known.' },
    ]);
    expect(rows[0]?.why).toContain('Not enrolled on 2025-08-20; enrolled from 2025-09-01');
    expect(await homeroom.rows('unplaced', '--student', 'S9')).toHaveLength(1);
    const enrolled = { studentId: 'S9', schoolId: 's1', schoolYear: 2026, gradeLevel: '05', entryDate: '2025-09-01' };
    await send(line('student-enrolled', 'S9', enrolled));
    expect((await homeroom.rows<UnplacedRow>('unplaced')).map(({ studentId }) => studentId)).toEqual(['S1']);
  });
});

/** As an update of the program would mend it: what was refused is a good record now. */
async function mend(id: string): Promise<void> {
  const file = new DatabaseSync(join(homeroom.data, 'directory.sqlite'));
  const original = String(file.prepare('SELECT CAST(original AS TEXT) AS text FROM dead_letters WHERE id = ?').get(id)?.['text']);
  file.prepare('UPDATE dead_letters SET original = ? WHERE id = ?').run(Buffer.from(original.replace('"ill"', '"present"')), id);
  file.close();
}
