import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Homeroom } from './homeroom.js';
import { community, line } from './native-events.js';

interface Alert {
  readonly alertId: string;
  readonly state: string;
  readonly ended: string | null;
  readonly history: readonly { readonly what: string }[];
}

let homeroom: Homeroom;
let alertId: string;

/** S-1 of Harbor is off track; T-1 is Harbor's counselor, T-2 the lead of Tide, a house of its own. */
beforeEach(async () => {
  homeroom = await Homeroom.start();
  const records = community({ 'S-1': `${'p'.repeat(35)}aaaa`, 'S-2': 'p'.repeat(39) });
  records.push(line('staff-assigned', 'T-2', { staffId: 'T-2', role: 'lead', communityId: 'tide', from: '2025-08-01' }));
  const path = join(homeroom.folder, 'records.ndjson');
  await writeFile(path, `${records.join('\n')}\n`);
  await homeroom.ok('import', 'events', path, '--district', 'lincoln');
  alertId = (await theAlert()).alertId;
});
afterEach(() => homeroom.end());

async function theAlert(): Promise<Alert> {
  const [alert] = await homeroom.rows<Alert>('alerts', '--student', 'S-1');
  if (alert === undefined) throw new Error('There is no alert about S-1.');
  return alert;
}

async function lastStep(): Promise<unknown> {
  return (await theAlert()).history.at(-1);
}

describe('A counselor who was told of a student', () => {
  it('takes the alert in hand, once', async () => {
    expect(await homeroom.ok('alerts', 'ack', alertId, '--by', 'T-1')).toBe(`T-1 has alert ${alertId} in hand. (2025-10-31)\n`);
    expect(await lastStep()).toMatchObject({ what: 'acknowledged', staff: ['T-1'] });
    expect(await homeroom.ok('alerts', 'ack', alertId, '--by', 'T-1', '--district', 'lincoln')).toMatch(/Nothing has changed/);
    expect((await theAlert()).history.filter(({ what }) => what === 'acknowledged')).toHaveLength(1);
  });

  it('lets it rest until a day, for a reason', async () => {
    const snooze = ['alerts', 'snooze', alertId, '--by', 'T-1', '--reason', 'support-under-way', '--until'];
    expect(await homeroom.ok(...snooze, '2025-11-03')).toMatch(/rests until 2025-11-03/);
    expect(await lastStep()).toMatchObject({ what: 'snoozed', staff: ['T-1'], until: '2025-11-03', reason: 'support-under-way' });
    expect(await homeroom.run([...snooze, '2025-10-31'])).toMatchObject({ code: 1, err: expect.stringContaining('until a day after') });
    expect(await homeroom.run([...snooze, '2025-02-30'])).toMatchObject({ code: 2, err: expect.stringContaining('--until') });
  });

  it('settles it with an outcome, after which it takes nothing more', async () => {
    await homeroom.ok('alerts', 'resolve', alertId, '--by', 'T-1', '--outcome', 'spoke-with-family');
    expect(await theAlert()).toMatchObject({ state: 'resolved', ended: 'settled' });
    expect(await lastStep()).toMatchObject({ what: 'resolved', staff: ['T-1'], outcome: 'spoke-with-family' });
    expect(await homeroom.run(['alerts', 'ack', alertId, '--by', 'T-1'])).toMatchObject({ code: 1, err: expect.stringContaining('ended') });
    expect(await homeroom.ok('verify')).toContain('models ok');
  });

  it('records a contact with the student, and takes back one recorded by mistake', async () => {
    const about = ['--student', 'S-1', '--by', 'T-1'];
    const said = await homeroom.ok('contacts', 'record', ...about, '--kind', 'call', '--date', '2025-10-24');
    await homeroom.ok('contacts', 'record', ...about, '--kind', 'home-visit', '--date', '2025-10-23');
    const list = ['contacts', 'list', '--student', 'S-1'];
    expect(await homeroom.rows(...list)).toMatchObject([
      { date: '2025-10-23', kind: 'home-visit', staff: 'T-1' },
      { date: '2025-10-24', kind: 'call', staff: 'T-1' },
    ]);
    const contact = /contact (\S+)\./.exec(said)?.[1] ?? '';
    await homeroom.ok('contacts', 'retract', contact, ...about);
    expect(await homeroom.rows(...list)).toMatchObject([{ kind: 'home-visit' }]);
    const future = ['contacts', 'record', ...about, '--kind', 'call', '--date', '2025-11-20'];
    expect(await homeroom.run(future)).toMatchObject({ code: 1, err: expect.stringContaining('once it has taken place') });
  });
});

describe('What alerts led to', () => {
  it('is told by community and trigger, from the record to the student who is looked after', async () => {
    await homeroom.ok('alerts', 'ack', alertId, '--by', 'T-1');
    await homeroom.ok('contacts', 'record', '--student', 'S-1', '--by', 'T-1', '--kind', 'call', '--date', '2025-10-31');
    const rows = await homeroom.rows<Record<string, unknown>>('alerts', 'follow-through');
    const led = { alerts: 1, open: 1, unacknowledged: 0, unowned: 0, secondsToHand: { of: 1 }, daysToContact: { of: 1 } };
    expect(rows).toMatchObject([
      { communityId: 'harbor', rule: 'off-track', ...led },
      { communityId: 'all', rule: 'all', ...led },
    ]);
    expect(await homeroom.ok('alerts', 'follow-through', '--year', '2020')).toContain('No alert was raised');
    expect(await homeroom.ok('verify')).toContain('models ok');
  });
});

describe('Somebody who is not assigned to the student', () => {
  it('does nothing with the alert and records no contact', async () => {
    const refused = { code: 1, err: expect.stringContaining('may not see what it is about') };
    const before = await theAlert();
    expect(await homeroom.run(['alerts', 'ack', alertId, '--by', 'T-2'])).toMatchObject(refused);
    expect(await homeroom.run(['alerts', 'resolve', alertId, '--by', 'T-2', '--outcome', 'referred'])).toMatchObject(refused);
    const contact = ['contacts', 'record', '--student', 'S-1', '--by', 'T-2', '--kind', 'call', '--date', '2025-10-24'];
    expect(await homeroom.run(contact)).toMatchObject(refused);
    expect(await theAlert()).toEqual(before);
  });

  it('or whom nobody knows is told so, as is an alert that is not there and a code that means nothing', async () => {
    expect(await homeroom.run(['alerts', 'ack', alertId, '--by', 'T-9'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('--by "T-9"'),
    });
    expect(await homeroom.run(['alerts', 'ack', 'no-alert', '--by', 'T-1'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('no alert'),
    });
    expect((await homeroom.run(['alerts', 'resolve', alertId, '--by', 'T-1', '--outcome', 'shrug'])).code).toBe(2);
  });
});
