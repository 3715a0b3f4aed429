import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Homeroom } from './homeroom.js';
import { community, line } from './native-events.js';

interface Alert {
  readonly studentId: string;
  readonly state: string;
  readonly ended: string | null;
  readonly reason: string;
  readonly profile: string;
  readonly history: readonly { readonly what: string; readonly about?: string }[];
}

let homeroom: Homeroom;

beforeEach(async () => {
  homeroom = await Homeroom.start();
  const students = { 'S-1': `${'p'.repeat(37)}aaa`, 'S-2': 'p'.repeat(40), 'S-3': `${'p'.repeat(35)}aaaaa` };
  await homeroom.ok('import', 'events', await write('records.ndjson', `${community(students).join('\n')}\n`), '--district', 'lincoln');
});
afterEach(() => homeroom.end());

async function write(name: string, text: string): Promise<string> {
  const path = join(homeroom.folder, name);
  await writeFile(path, text);
  return path;
}

/** The published rules with another threshold for attendance. */
async function rulesOf(name: string, percent: number, version = '1'): Promise<string> {
  const published = await homeroom.ok('profiles', 'show', 'ew-framework', '--format', 'json');
  const changed = published
    .replace('"ew-framework"', `"${name}"`)
    .replace(/"version": "\d+"/, `"version": "${version}"`)
    .replaceAll('"value": 90,', `"value": ${percent},`);
  return write('ours.json', changed);
}

const adopt = (profile: string, ...whose: string[]): string[] => {
  const [forWhom, decided] = [whose.length > 0 ? whose : ['--district', 'lincoln'], ['--by', 'A. Rivera', '--reason', 'Tried in spring']];
  return ['profiles', 'adopt', '--profile', profile, ...forWhom, ...decided];
};
const statuses = async (...args: string[]): Promise<string[]> =>
  (await homeroom.rows<{ studentId: string; status: string }>('status', ...args)).map(({ studentId, status }) => `${studentId} ${status}`);
const alertOf = async (student: string): Promise<Alert | undefined> =>
  (await homeroom.rows<Alert>('alerts')).find(({ studentId }) => studentId === student);

describe('A district’s own rules', () => {
  it('are adopted from a file: students whom only they ask more of go off track, and no longer when the old ones are back', async () => {
    expect(await statuses()).toEqual(['S-1 at-risk', 'S-2 on-track', 'S-3 off-track']);
    expect(await homeroom.ok(...adopt(await rulesOf('ours', 93)))).toBe('ours version 1 is in force for district lincoln.\n');
    expect(await statuses()).toEqual(['S-1 off-track', 'S-2 on-track', 'S-3 off-track']);
    expect(await alertOf('S-1')).toMatchObject({
      state: 'open',
      profile: 'ours',
      reason: 'Attendance 92.5 % (needs at least 93 %): present 37 of 40 days',
    });
    expect(await homeroom.ok('verify')).toMatch(/^models ok/);
    await homeroom.ok(...adopt('ew-framework'));
    expect(await statuses()).toEqual(['S-1 at-risk', 'S-2 on-track', 'S-3 off-track']);
    const [closed, open] = [await alertOf('S-1'), await alertOf('S-3')];
    expect(closed).toMatchObject({ state: 'closed', ended: 'rule-changed' });
    expect(closed?.history).toContainEqual(expect.objectContaining({ what: 'notified', about: 'closed' }));
    expect(open).toMatchObject({ state: 'open', ended: null });
    expect(await homeroom.ok('verify')).toMatch(/^models ok/);
  });

  it('stand in the log as a whole: without the file, and folded from nothing, all is as it was', async () => {
    const file = await rulesOf('ours', 93);
    await homeroom.ok(...adopt(file, '--community', 'harbor'));
    const before = await homeroom.rows('alerts');
    await rm(file);
    await rm(join(homeroom.data, 'models.sqlite'));
    expect(await statuses()).toEqual(['S-1 off-track', 'S-2 on-track', 'S-3 off-track']);
    expect(await homeroom.rows('alerts')).toEqual(before);
    expect(await homeroom.ok('verify')).toMatch(/^models ok/);
    expect(await homeroom.ok('alerts', 'audit')).toMatch(/each raised one, once/);
  });

  it('are known by name from then on', async () => {
    await homeroom.ok(...adopt(await rulesOf('ours', 93), '--community', 'harbor'));
    await homeroom.ok(...adopt(await rulesOf('ours', 80, '2'), '--community', 'harbor'));
    expect(await statuses('--profile', 'ours@1')).toEqual(['S-1 off-track', 'S-2 on-track', 'S-3 off-track']);
    expect(await statuses('--profile', 'ours')).toEqual(['S-1 at-risk', 'S-2 on-track', 'S-3 at-risk']);
    expect(await homeroom.rows('replay', '--profile', 'ours@1', '--workers', '1')).toMatchObject([
      { studentId: 'S-1', replayedStatus: 'off-track' },
      { studentId: 'S-3', replayedStatus: 'off-track' },
    ]);
    expect(await homeroom.ok('profiles', 'show', 'ours@1')).toMatch(/^Education.*\nours, version 1\. /);
    expect(await homeroom.rows('profiles', 'diff', 'ours@1', 'ours')).toMatchObject([{ condition: 'attendance' }]);
    const listed = await homeroom.rows<{ name: string; version: string; district: string | null }>('profiles', 'list');
    expect(listed.filter(({ district }) => district !== null)).toMatchObject([
      { name: 'ours', version: '1', district: 'lincoln' },
      { name: 'ours', version: '2', district: 'lincoln' },
    ]);
    expect(await homeroom.ok('status', '--student', 'S-1')).toMatch(/needs at least 80 %/);
  });

  it('are told with who decided, for whom, since when and why', async () => {
    expect(await homeroom.ok('profiles', 'history')).toMatch(
      /Nobody has decided yet: the default is in force, ew-framework version 1\.\n$/,
    );
    await homeroom.ok(...adopt(await rulesOf('ours', 93)));
    await homeroom.ok(...adopt('ed-fi-ews', '--community', 'harbor'));
    await homeroom.ok(...adopt('ew-framework'));
    const decided = { since: '2025-10-31', version: '1', by: 'A. Rivera', reason: 'Tried in spring' };
    expect(await homeroom.rows('profiles', 'history')).toMatchObject([
      { ...decided, communityId: null, profile: 'ours', inForce: false },
      { ...decided, communityId: 'harbor', profile: 'ed-fi-ews', inForce: true },
      { ...decided, communityId: null, profile: 'ew-framework', version: '2', inForce: true },
    ]);
    expect(await homeroom.rows('profiles', 'history', '--community', 'cove')).toHaveLength(2);
  });

  it('go under one name and version, once and for all', async () => {
    await homeroom.ok(...adopt(await rulesOf('ours', 93)));
    const refused = async (file: string): Promise<string> => {
      const { code, err } = await homeroom.run(adopt(file));
      expect(code).toBe(1);
      return err;
    };
    expect(await refused(await rulesOf('ours', 94))).toMatch(/ours version 1 was adopted before with other content: raise the version/);
    expect(await refused(await rulesOf('ew-framework', 94))).toMatch(/ew-framework is the name of published rules/);
    expect(await refused(await write('bad.json', '{\n  "name": "X Y"\n}'))).toMatch(/line 2, name: expected lower-case/);
    await homeroom.ok(...adopt('ours'));
    await homeroom.ok(...adopt(await rulesOf('ours', 94, '2')));
    await homeroom.ok(...adopt(await rulesOf('ew-framework', 90, '2')));
    expect(await homeroom.rows('profiles', 'history')).toHaveLength(4);
    const { code, err } = await homeroom.run(['status', '--profile', 'ours@3']);
    expect([code, err]).toEqual([2, 'homeroom: --profile "ours@3" names no rules: expected ours@1, ours@2.\n']);
  });

  it('of several districts are told apart where they differ', async () => {
    const elsewhere = line(
      'student-enrolled',
      'J-1',
      { studentId: 'J-1', schoolId: 's9', schoolYear: 2026, gradeLevel: '05', entryDate: '2025-09-01' },
      { district: 'jackson' },
    );
    await homeroom.ok('import', 'events', await write('jackson.ndjson', `${elsewhere}\n`), '--district', 'jackson');
    await homeroom.ok(...adopt(await rulesOf('ours', 93), '--district', 'lincoln'));
    await homeroom.ok(...adopt(await rulesOf('ours', 94), '--district', 'jackson'));
    const { code, err } = await homeroom.run(['profiles', 'show', 'ours']);
    expect([code, err]).toEqual([2, expect.stringMatching(/--district is needed.*"jackson", "lincoln"/)]);
    expect(await homeroom.ok('profiles', 'show', 'ours', '--district', 'jackson', '--format', 'json')).toContain('94');
    expect(await statuses('--district', 'lincoln')).toContain('S-1 off-track');
  });
});
