import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Homeroom } from './homeroom.js';
import { attended, community, line } from './native-events.js';

let homeroom: Homeroom;
beforeEach(async () => void (homeroom = await Homeroom.start()));
afterEach(() => homeroom.end());

interface Row {
  readonly studentId: string;
  readonly status: string;
  readonly otherIds?: readonly string[];
  readonly conditions: readonly {
    readonly name: string;
    readonly evidence?: readonly { readonly date: string; readonly studentId?: string }[];
  }[];
}

/** One boy under two ids: the old one until the middle of October, the new one since; and two others. */
const halves = community({ 'S-OLD': `${'p'.repeat(26)}aaaa`, 'S-NEW': '', 'S-3': 'p'.repeat(34) });
const later = ['2025-10-13', '2025-10-14', '2025-10-15', '2025-10-16'].map((date) => attended('S-NEW', date, 'p'));

const TOLD = '2025-10-20T09:00:00Z';
const same = line('student-identified-as', 'S-OLD', { studentId: 'S-OLD', newStudentId: 'S-NEW' }, { time: TOLD });
const notSame = line('identity-retracted', 'S-OLD', { studentId: 'S-OLD' }, { time: '2025-10-28T09:00:00Z' });

async function take(...lines: string[]): Promise<void> {
  const path = join(homeroom.folder, 'records.ndjson');
  await writeFile(path, `${lines.join('\n')}\n`);
  await homeroom.ok('import', 'events', path, '--district', 'lincoln');
}

async function statuses(...args: string[]): Promise<string[][]> {
  return (await homeroom.rows<Row>('status', ...args)).map(({ studentId, status }) => [studentId, status]);
}

describe('A student whose id was changed', () => {
  it('has one row under the new id, of what came under both, wherever it is asked for', async () => {
    await take(...halves, ...later);
    expect(await statuses()).toEqual([
      ['S-3', 'on-track'],
      ['S-NEW', 'insufficient-data'],
      ['S-OLD', 'off-track'],
    ]);
    await take(same);
    const rows = [
      ['S-3', 'on-track'],
      ['S-NEW', 'off-track'],
    ];
    expect(await statuses()).toEqual(rows);
    expect(await statuses('--as-of', '2025-10-31')).toEqual(rows);
    expect(await homeroom.rows('communities')).toMatchObject([{ size: 2, counts: { 'off-track': 1, 'on-track': 1 } }]);
    expect(await homeroom.ok('verify')).toContain('models ok');
  });

  it('is asked for by any of the ids, which says so, with the id that each record came under', async () => {
    await take(...halves, ...later, same);
    const { out, err } = await homeroom.run(['status', '--student', 'S-OLD', '--format', 'json']);
    expect(err).toContain('S-OLD was identified as S-NEW: shown is S-NEW, with what came under either id.');
    const [row] = JSON.parse(out) as Row[];
    expect(row).toMatchObject({ studentId: 'S-NEW', otherIds: ['S-OLD'] });
    expect(row?.conditions[0]?.evidence?.map(({ date, studentId }) => [date, studentId])).toContainEqual(['2025-10-09', 'S-OLD']);
    expect(await homeroom.ok('status', '--student', 'S-NEW')).toMatch(/other ids of the student: S-OLD[\s\S]*under id/);
  });

  it('is two students as known before the district said so, and again where it takes that back', async () => {
    await take(same, ...later.toReversed(), ...halves.toReversed());
    const before = await statuses('--as-of', '2025-10-31', '--known-at', '2025-10-20T08:59:59Z');
    expect(before.map(([id]) => id)).toEqual(['S-3', 'S-NEW', 'S-OLD']);
    expect(await statuses('--as-of', '2025-10-31', '--known-at', TOLD)).toHaveLength(2);
    await take(notSame, same);
    expect(await statuses()).toEqual([
      ['S-3', 'on-track'],
      ['S-NEW', 'insufficient-data'],
      ['S-OLD', 'off-track'],
    ]);
    expect(await statuses('--as-of', '2025-10-31', '--known-at', TOLD)).toHaveLength(2);
    expect(await homeroom.ok('verify')).toContain('models ok');
  });

  it('of whom it was said in a circle has the id that was said last, and the rest is shown as left out', async () => {
    const back = line('student-identified-as', 'S-NEW', { studentId: 'S-NEW', newStudentId: 'S-OLD' }, { time: '2025-10-25T09:00:00Z' });
    await take(...halves, ...later, back, same);
    expect((await statuses()).map(([id]) => id)).toEqual(['S-3', 'S-OLD']);
    const { err } = await homeroom.run(['status', '--student', 'S-NEW']);
    expect(err).toContain('S-NEW was identified as S-OLD: shown is S-OLD');
    expect(err).toContain('S-OLD was identified as S-NEW too, which contradicts what was said later: left out.');
  });

  it('is judged by the version that the district knew last of a day, whichever id it came under', async () => {
    const corrected = ['2025-10-07', '2025-10-08', '2025-10-09'].map((date) =>
      attended('S-NEW', date, 'p', { time: '2025-10-21T08:00:00Z' }),
    );
    await take(...corrected, ...halves, ...later, same);
    expect(await statuses('--student', 'S-NEW')).toEqual([['S-NEW', 'on-track']]);
  });

  it('has the contacts, the alerts and the advocate of all ids, and is erased with all of them', async () => {
    const advocate = { staffId: 'T-2', role: 'advocate', studentId: 'S-OLD', from: '2025-08-01' };
    await take(...halves, ...later, line('staff-assigned', 'T-2', advocate));
    const contact = ['--by', 'T-2', '--kind', 'call', '--date', '2025-10-30'];
    await homeroom.ok('contacts', 'record', '--student', 'S-OLD', ...contact);
    await take(same);
    await homeroom.ok('contacts', 'record', '--student', 'S-OLD', ...contact);
    await homeroom.ok('contacts', 'record', '--student', 'S-NEW', ...contact);
    const contacts = await homeroom.rows<{ contactId: string }>('contacts', 'list', '--student', 'S-NEW');
    expect(contacts).toHaveLength(3);
    for (const { contactId } of contacts) await homeroom.ok('contacts', 'retract', '--student', 'S-NEW', '--by', 'T-2', contactId);
    expect(await homeroom.rows('contacts', 'list', '--student', 'S-OLD')).toEqual([]);
    const alerts = await homeroom.rows<{ studentId: string; state: string }>('alerts', '--student', 'S-OLD');
    expect(alerts.map(({ studentId, state }) => [studentId, state])).toEqual([
      ['S-NEW', 'open'],
      ['S-OLD', 'closed'],
    ]);
    expect(await homeroom.ok('alerts', 'audit')).toContain('Alerts: 2');
    expect(await homeroom.ok('verify')).toContain('models ok');
    expect(await homeroom.ok('directory', 'erase', '--student', 'S-NEW')).toMatch(
      /student's other ids: S-OLD.\nThe history .* erased:\w{8}, erased:\w{8}\./,
    );
    expect((await statuses()).map(([id]) => id)).toEqual(['S-3', expect.stringMatching(/^erased:/)]);
    expect((await homeroom.run(['status', '--student', 'S-OLD'])).err).toContain('is not known in district');
  });

  it('comes to the same state in any order of arrival', async () => {
    await take(...halves, ...later, same);
    const state = await homeroom.ok('verify');
    await homeroom.end();
    homeroom = await Homeroom.start();
    await take(same, ...[...halves, ...later].toReversed(), same);
    expect(stateIn(await homeroom.ok('verify'))).toBe(stateIn(state));
  });
});

function stateIn(out: string): string {
  return /state (.*)/.exec(out)?.[1] ?? out;
}
