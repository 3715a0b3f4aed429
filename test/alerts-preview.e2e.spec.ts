import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { shippedTriggerSet, type TriggerSet } from '#libs/domain';
import { weekdays } from '#libs/testing';
import type { PreviewedWeek } from '../apps/alerting/index.js';
import { Homeroom } from './homeroom.js';
import { community, line } from './native-events.js';

let homeroom: Homeroom;

beforeEach(async () => void (homeroom = await Homeroom.start()));
afterEach(() => homeroom.end());

const [mon = '', , , , fri = ''] = weekdays('2025-10-20', 5);
const weeks = ['--from', mon, '--to', '2025-10-31'];

async function bringIn(lines: readonly string[]): Promise<void> {
  const path = join(homeroom.folder, 'records.ndjson');
  await writeFile(path, `${lines.join('\n')}\n`);
  await homeroom.ok('import', 'events', path, '--district', 'lincoln');
}

/** The school's triggers with something changed, as a file. */
async function proposed(change: (set: TriggerSet) => unknown): Promise<string> {
  const path = join(homeroom.folder, 'ours.json');
  await writeFile(path, JSON.stringify(change(structuredClone(shippedTriggerSet('staged-response') as TriggerSet)), null, 2));
  return path;
}

describe('Whoever thinks of other triggers', () => {
  /** S-1 of Harbor has gone off track; T-1 is Harbor's counselor. */
  it('sees what each member of staff would be told, beside what each is told now, and changes nothing', async () => {
    await bringIn(community({ 'S-1': `${'p'.repeat(35)}aaaa`, 'S-2': 'p'.repeat(39) }));
    const before = await homeroom.rows('alerts');
    const own = await homeroom.rows<PreviewedWeek>('alerts', 'preview', '--triggers', 'off-track', ...weeks);
    expect(own).toMatchObject([
      { week: '2025-10-27', staff: 'T-1', now: { interrupting: 1, students: 1, busiestDay: { date: '2025-10-31', interrupting: 1 } } },
    ]);
    expect(own.map(({ now }) => now)).toEqual(own.map((row) => row.proposed));
    const quiet = await proposed((set) => ({ ...set, triggers: set.triggers.map((each) => ({ ...each, severity: 'notice' })) }));
    const [week] = await homeroom.rows<PreviewedWeek>('alerts', 'preview', '--triggers', quiet, ...weeks);
    expect(week).toMatchObject({ now: { interrupting: 1, digest: 0 }, proposed: { interrupting: 0, digest: 1, busiestDay: null } });
    expect(await homeroom.rows('alerts')).toEqual(before);
    expect(await homeroom.ok('verify')).toMatch(/^models ok/);
  });

  it('sees what nobody would be told of, as a line of its own', async () => {
    const unassigned = community({ 'S-1': `${'p'.repeat(35)}aaaa` }).filter((each) => !each.includes('staff-assigned'));
    await bringIn(unassigned);
    const rows = await homeroom.rows<PreviewedWeek>('alerts', 'preview', '--triggers', 'off-track', ...weeks);
    expect(rows).toMatchObject([{ staff: null, now: { unowned: 1, students: 1 }, proposed: { unowned: 1, interrupting: 0 } }]);
    const table = await homeroom.ok('alerts', 'preview', '--triggers', 'off-track', ...weeks);
    expect(table).toMatch(/proposed 0 interruptions and 1 alerts that nobody was told of/);
    expect(table).toMatch(/2025-10-27 +nobody +0 > 0/);
  });

  it('is told which week is meant, and that there was nothing', async () => {
    await bringIn(community({ 'S-2': 'p'.repeat(39) }));
    expect(await homeroom.ok('alerts', 'preview', '--triggers', 'off-track', ...weeks)).toMatch(
      /Nobody was told of anything from 2025-10-20 to 2025-10-31/,
    );
    const csv = await homeroom.ok('alerts', 'preview', '--triggers', 'off-track', ...weeks, '--format', 'csv');
    expect(csv).toMatch(/^week,staff,now interrupting,.*,proposed busiest day\n$/);
  });
});

describe('A proposal that cannot be meant', () => {
  beforeEach(() =>
    bringIn([
      line('student-enrolled', 'S-9', { studentId: 'S-9', schoolId: 's1', schoolYear: 2026, gradeLevel: '05', entryDate: '2025-09-01' }),
    ]),
  );

  const firstChanged = (fields: object) => (set: TriggerSet) => ({ ...set, triggers: [{ ...set.triggers[0], ...fields }] });

  it.each<[string, (set: TriggerSet) => unknown, RegExp]>([
    [
      'an unknown rule',
      firstChanged({ when: { kind: 'gossip' } }),
      /ours\.json is no trigger set:\n {2}line \d+, triggers\[0\]\.when\.kind: /,
    ],
    [
      'a digest in the quiet hours',
      (set) => ({ ...set, calm: { ...set.calm, quietHours: { from: 6, to: 9 } } }),
      /line \d+, calm\.digestHour: lies in the quiet hours from 6 to 9/,
    ],
    [
      'quiet hours without end',
      (set) => ({ ...set, calm: { ...set.calm, quietHours: { from: 7, to: 7 } } }),
      /line \d+, calm\.quietHours: /,
    ],
    ['a missing field', firstChanged({ stages: undefined }), /line \d+, triggers\[0\]\.stages: /],
  ])('for %s is refused with the line and the path', async (_, change, message) => {
    const file = await proposed(change);
    expect(await homeroom.run(['alerts', 'preview', '--triggers', file, ...weeks])).toMatchObject({
      code: 1,
      err: expect.stringMatching(message),
    });
  });

  it.each<[string, readonly string[], RegExp]>([
    ['days the wrong way round', ['--triggers', 'off-track', '--from', fri, '--to', mon], /--from 2025-10-24 lies after --to 2025-10-20/],
    ['a day that does not exist', ['--triggers', 'off-track', '--from', '2025-02-30', '--to', mon], /--from "2025-02-30" is no day/],
    ['a set that is not there', ['--triggers', 'nothing', '--from', mon, '--to', fri], /no trigger set "nothing"/],
  ])('with %s is not understood', async (_, options, message) => {
    expect(await homeroom.run(['alerts', 'preview', ...options])).toMatchObject({ code: 2, err: expect.stringMatching(message) });
  });
});
