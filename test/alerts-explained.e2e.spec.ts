import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { weekdays } from '#libs/testing';
import { Homeroom } from './homeroom.js';
import { attended, community, line } from './native-events.js';

let homeroom: Homeroom;
let alertId: string;

/** S-1 of Harbor is off track; T-1 is Harbor's counselor. */
beforeEach(async () => {
  homeroom = await Homeroom.start();
  await bring('records.ndjson', community({ 'S-1': `${'p'.repeat(35)}aaaa`, 'S-2': 'p'.repeat(39) }));
  const [alert] = await homeroom.rows<{ alertId: string }>('alerts', '--student', 'S-1');
  alertId = alert?.alertId ?? '';
});
afterEach(() => homeroom.end());

async function bring(name: string, records: readonly string[]): Promise<void> {
  const path = join(homeroom.folder, name);
  await writeFile(path, `${records.join('\n')}\n`);
  await homeroom.ok('import', 'events', path, '--district', 'lincoln');
}

describe('An alert explained', () => {
  it('goes down to the record of the SIS, and says who was told and why them', async () => {
    const text = await homeroom.ok('alerts', 'explain', alertId);
    expect(text).toMatch(/about student S-1: open\nTrigger off-track \(\w+\) of set off-track/);
    expect(text).toContain('Attendance 89.7 % (needs at least 90 %): present 35 of 39 days');
    expect(text).toMatch(
      /because of on-track-status-changed \S+ to off-track.*\n.*because of attendance-recorded date 2025-10-\d\d.*absent-unexcused/,
    );
    expect(text).toContain('from /districts/lincoln/sis');
    expect(text).toMatch(/routed to counselor T-1, because it was raised; by the assignments of .*\n {4}T-1 is counselor of the community/);
    expect(text).toMatch(/told T-1: raised\n {4}(interrupts at once|waits for the next digest)/);
  });

  it('shows what people did and the contacts since then', async () => {
    await homeroom.ok('alerts', 'ack', alertId, '--by', 'T-1');
    await homeroom.ok('contacts', 'record', '--student', 'S-1', '--by', 'T-1', '--kind', 'call', '--date', '2025-10-31');
    await homeroom.ok('alerts', 'resolve', alertId, '--by', 'T-1', '--outcome', 'spoke-with-family');
    const text = await homeroom.ok('alerts', 'explain', alertId);
    expect(text).toMatch(/taken in hand by T-1\n/);
    expect(text).toMatch(/ended as settled .*by T-1: spoke-with-family\n/);
    expect(text).toContain('2025-10-31 call by T-1');
  });

  it('says which correction took it back', async () => {
    const absent = weekdays('2025-09-01', 39).at(-1) ?? '';
    await bring('correction.ndjson', [attended('S-1', absent, 'p', { time: '2025-10-30T15:00:00Z' })]);
    const text = await homeroom.ok('alerts', 'explain', alertId);
    expect(text).toMatch(/about student S-1: retracted/);
    expect(text).toMatch(
      /ended as corrected .*: the record behind it was wrong\n.*\n.*because of attendance-recorded .*status present.*known 2025-10-30T15:00/,
    );
    expect(text).toMatch(/told T-1: retracted/);
    const audit = await homeroom.ok('alerts', 'audit');
    expect(audit).toContain('Changes of status that call for an alert: 1, each raised one, once');
    expect(audit).toContain('Retractions: 1, each because of a correction');
  });

  it('says whose leave sent it to a substitute', async () => {
    const leave = { staffId: 'T-1', from: '2025-10-01', to: '2025-12-01', substituteId: 'T-5' };
    await bring('leave.ndjson', [line('staff-leave-recorded', 'T-1', leave)]);
    expect(await homeroom.ok('alerts', 'explain', alertId)).toMatch(
      /routed to counselor T-5, because the assignments have changed.*\n {4}T-5 is counselor of the community that day, in the place of T-1, who is on leave/,
    );
  });

  it('stays with whoever was told when it goes to somebody else', async () => {
    const leave = { staffId: 'T-1', from: '2025-10-01', to: '2025-12-01', substituteId: 'T-5' };
    await bring('leave.ndjson', [line('staff-leave-recorded', 'T-1', leave)]);
    for (const staff of ['T-1', 'T-5']) expect(await homeroom.rows('alerts', '--staff', staff)).toMatchObject([{ alertId }]);
    expect(await homeroom.ok('alerts')).toContain(alertId);
  });

  it('names people by the district’s ids only, also for programs', async () => {
    const text = await homeroom.ok('alerts', 'explain', alertId, '--format', 'json');
    expect(JSON.parse(text)).toMatchObject({
      alert: { studentKey: 'S-1' },
      steps: [{ causes: [{}, { type: 'attendance-recorded.v1' }] }, {}, {}],
    });
    expect(text).not.toMatch(/"[0-9a-f]{32}"/);
    expect(await homeroom.run(['alerts', 'explain', 'none'])).toMatchObject({ code: 1, err: expect.stringContaining('no alert "none"') });
  });
});
