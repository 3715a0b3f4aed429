import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Homeroom } from './homeroom.js';
import { attended, community } from './native-events.js';

let homeroom: Homeroom;
beforeEach(async () => void (homeroom = await Homeroom.start()));
afterEach(() => homeroom.end());

async function fileOf(name: string, lines: readonly string[]): Promise<string> {
  const path = join(homeroom.folder, name);
  await writeFile(path, `${lines.join('\n')}\n`);
  return path;
}

const slipping = { 'S-1': `${'p'.repeat(35)}aaaa`, 'S-2': 'p'.repeat(39) };

describe('The file of a district', () => {
  it('ends in an alert for the assigned adult, with its reason, and a second import changes nothing', async () => {
    const path = await fileOf('records.ndjson', community(slipping));
    const [attendance, total] = [
      { record: 'attendance-recorded', read: 78, appended: 78 },
      { record: 'total', read: 87, appended: 87 },
    ];
    const first = await homeroom.rows('import', 'events', path, '--district', 'lincoln');
    expect(first).toEqual(expect.arrayContaining([expect.objectContaining(attendance)]));
    expect(first.at(-1)).toEqual({ ...total, unchanged: 0, deadLettered: 0, unplaced: 0 });
    expect(await homeroom.rows('alerts', '--state', 'open')).toMatchObject([
      {
        studentId: 'S-1',
        reason: 'Attendance 89.7 % (needs at least 90 %): present 35 of 39 days',
        route: { role: 'counselor', staff: ['T-1'] },
        history: [{ what: 'raised' }, { what: 'routed', staff: ['T-1'] }, { what: 'notified', staff: ['T-1'] }],
      },
    ]);
    const second = await homeroom.rows('import', 'events', path, '--district', 'lincoln');
    expect(second.at(-1)).toEqual({ ...total, appended: 0, unchanged: 87, deadLettered: 0, unplaced: 0 });
    expect(await homeroom.rows('alerts', '--staff', 'T-1')).toHaveLength(1);
  });

  it('says who is on track, and in which community', async () => {
    await homeroom.ok('import', 'events', await fileOf('records.ndjson', community(slipping)), '--district', 'lincoln');
    const days = { threshold: 90, enrolled: 39 };
    expect(await homeroom.rows('status')).toEqual([
      expect.objectContaining({
        studentId: 'S-1',
        status: 'off-track',
        communityId: 'harbor',
        conditions: [{ name: 'attendance', value: 89.74, result: 'fail', present: 35, ...days }],
      }),
      expect.objectContaining({ studentId: 'S-2', conditions: [{ name: 'attendance', value: 100, result: 'pass', present: 39, ...days }] }),
    ]);
    expect(await homeroom.rows('communities')).toEqual([
      {
        communityId: 'harbor',
        name: 'Harbor House',
        schoolId: 's1',
        size: 2,
        sizeLimit: 2,
        overLimit: false,
        counts: { 'on-track': 1, 'at-risk': 0, 'insufficient-data': 0, 'off-track': 1 },
        onTrackShare: 0.5,
        checkInCoverage: null,
      },
    ]);
    expect(await homeroom.rows('status', '--student', 'S-2')).toHaveLength(1);
    expect(await homeroom.rows('status', '--school', 's1')).toHaveLength(2);
    expect((await homeroom.run(['status', '--community', 'harbour'])).err).toMatch(/no student is in community "harbour": found harbor/);
  });

  it('is answered as of another day and as it was known then', async () => {
    const lines = [...community(slipping), attended('S-1', '2025-10-21', 'p', { time: '2025-11-20T10:00:00Z' })];
    await homeroom.ok('import', 'events', await fileOf('records.ndjson', lines), '--district', 'lincoln');
    const statusOf = async (...asked: string[]): Promise<unknown> =>
      (await homeroom.rows<{ conditions: { present: number; enrolled: number }[] }>('status', '--student', 'S-1', ...asked))[0]
        ?.conditions[0];
    expect(await statusOf()).toMatchObject({ present: 36, enrolled: 39 });
    expect(await statusOf('--as-of', '2025-10-10')).toMatchObject({ present: 30, enrolled: 30 });
    expect(await statusOf('--known-at', '2025-11-20T09:59:59Z')).toMatchObject({ present: 35, enrolled: 39 });
    expect(await statusOf('--known-at', '2025-11-20T10:00:00Z')).toMatchObject({ present: 36, enrolled: 39 });
  });

  it('may hold lines that are refused: they are counted, pointed to, shown, and the rest flows', async () => {
    const path = await fileOf('records.ndjson', [...community(slipping), '{broken', attended('S-1', '2019-10-21', 'p')]);
    const { code, err } = await homeroom.run(['import', 'events', path, '--district', 'lincoln']);
    expect([code, err]).toEqual([0, '2 records were refused; homeroom dead-letters list shows why.\n']);
    const letters = await homeroom.rows<{ id: string; reason: string }>('dead-letters', 'list');
    expect(letters).toMatchObject([
      { reason: 'unparseable', origin: { kind: 'file', file: path, line: 88 } },
      { reason: 'outside-school-year', origin: { line: 89 } },
    ]);
    const shown = await homeroom.ok('dead-letters', 'show', letters[0]?.id.slice(0, 8) ?? '');
    expect(shown).toMatch(/reason +unparseable[\s\S]*\{broken\n$/);
    expect(await homeroom.rows('dead-letters', 'retry')).toMatchObject([{ outcome: 'deadLettered' }, { outcome: 'deadLettered' }]);
    expect(await homeroom.rows('dead-letters', 'list', '--state', 'waiting')).toHaveLength(2);
  });

  it('is taken as far as it can be read, and what could not is told', async () => {
    const path = await fileOf('records.ndjson', community(slipping));
    const missing = join(homeroom.folder, 'gone.ndjson');
    const { code, out, err } = await homeroom.run(['import', 'events', missing, path, homeroom.folder, '--district', 'lincoln']);
    expect(code).toBe(1);
    expect(out).toMatch(/total +87 +87/);
    expect(err).toMatch(/gone\.ndjson cannot be read: there is no such file[\s\S]*is a folder/);
  });

  it('may come from the standard input', async () => {
    const input = community(slipping).join('\n');
    const { code, out } = await homeroom.run(['import', 'events', '-', '--district', 'lincoln'], { input });
    expect([code, out]).toEqual([0, expect.stringMatching(/total +87 +87/)]);
  });

  it('that is stopped goes on with the same command', async () => {
    const path = await fileOf('records.ndjson', community(slipping));
    const stopped = await homeroom.run(['import', 'events', path, '--district', 'lincoln'], { signal: AbortSignal.abort() });
    expect([stopped.code, stopped.err]).toEqual([130, 'homeroom: stopped before the end; the same command goes on where it was\n']);
    await homeroom.ok('import', 'events', path, '--district', 'lincoln');
    expect(await homeroom.rows('alerts')).toHaveLength(1);
  });
});

describe('A record that was sent to the door of another district', () => {
  it('is refused, not retried with the others, and taken in where somebody names it', async () => {
    const path = await fileOf('records.ndjson', [...community(slipping), ...community({ 'X-1': 'p' }, 'jackson').slice(0, 1)]);
    await homeroom.ok('import', 'events', path, '--district', 'lincoln');
    const [letter] = await homeroom.rows<{ id: string }>('dead-letters', 'list');
    expect(letter).toMatchObject({ reason: 'other-district', district: 'jackson' });
    expect(await homeroom.rows('dead-letters', 'retry')).toEqual([]);
    expect(await homeroom.rows('dead-letters', 'retry', letter?.id ?? '')).toMatchObject([{ outcome: 'appended', message: null }]);
    expect(await homeroom.rows('dead-letters', 'list', '--state', 'waiting')).toEqual([]);
  });
});

describe('A data folder with two districts', () => {
  it('is asked about one of them', async () => {
    for (const district of ['lincoln', 'jackson']) {
      const path = await fileOf(`${district}.ndjson`, community({ [`${district}-1`]: 'p'.repeat(31) }, district));
      await homeroom.ok('import', 'events', path, '--district', district);
    }
    const { code, err } = await homeroom.run(['status']);
    expect([code, err]).toEqual([2, expect.stringMatching(/--district is needed, because .* holds several: "jackson", "lincoln"\.\n$/)]);
    expect((await homeroom.run(['status', '--district', 'lincon'])).err).toMatch(/"lincon" is not in .*: expected "jackson", "lincoln"/);
    expect(await homeroom.rows('status', '--district', 'jackson')).toMatchObject([{ studentId: 'jackson-1' }]);
  });
});

describe('Other rules', () => {
  it('are adopted by named people, and alerts that they end are closed', async () => {
    await homeroom.ok('import', 'events', await fileOf('records.ndjson', community(slipping)), '--district', 'lincoln');
    const adopt = ['profiles', 'adopt', '--profile', 'ed-fi-ews', '--by', 'A. Rivera', '--reason', 'Decided on May 4'];
    expect((await homeroom.run(adopt)).err).toMatch(/--community or --district is needed/);
    expect((await homeroom.run([...adopt, '--community', 'harbour'])).err).toMatch(/"harbour" is not in district lincoln: found harbor/);
    expect(await homeroom.ok(...adopt, '--community', 'harbor')).toBe('ed-fi-ews version 1 is in force for community harbor.\n');
    expect(await homeroom.rows('alerts')).toMatchObject([{ state: 'closed', ended: 'rule-changed' }]);
    expect(await homeroom.rows('status', '--profile', 'ew-framework')).toMatchObject([{ status: 'off-track' }, { status: 'on-track' }]);
  });

  it('are shown in plain words', async () => {
    expect(await homeroom.rows('profiles', 'list')).toMatchObject([
      { name: 'ew-framework', version: '1', default: true },
      { name: 'ew-framework', version: '2', default: false },
      ...Array.from({ length: 7 }, () => ({})),
    ]);
    expect(await homeroom.ok('profiles', 'show', 'ew-framework')).toMatch(/grade-9: grades 09\n +attendance +Present on at least 96 %/);
    expect(await homeroom.ok('profiles', 'show', 'air-nhsc', '--language', 'es')).toMatch(/attendance +Faltó a menos del 20 %/);
  });

  it('are compared grade by grade', async () => {
    expect(await homeroom.rows('profiles', 'diff', 'ew-framework', 'philadelphia-grade-6')).toContainEqual({
      grades: ['06'],
      condition: 'attendance',
      before: expect.stringMatching(/at least 90 %/),
      after: expect.stringMatching(/at least 80 %/),
    });
    expect(await homeroom.ok('profiles', 'diff', 'air-nhsc', 'air-nhsc')).toContain('air-nhsc and air-nhsc ask for the same.');
  });

  it('in a file of one’s own are checked, and every problem has its line', async () => {
    const rules = await homeroom.ok('profiles', 'show', 'balfanz-byrnes', '--format', 'json');
    const [good, bad] = [join(homeroom.folder, 'good.json'), join(homeroom.folder, 'bad.json')];
    await writeFile(good, rules);
    await writeFile(bad, rules.replace('"minimum": 30', '"minimum": 0'));
    expect(await homeroom.ok('profiles', 'check', good)).toBe(await homeroom.ok('profiles', 'show', 'balfanz-byrnes'));
    const { code, err } = await homeroom.run(['profiles', 'check', bad]);
    const line = rules.split('\n').findIndex((each) => each.includes('"minimum"')) + 1;
    expect([code, err]).toEqual([1, expect.stringContaining(`line ${line}, milestones[0].conditions[0].measure.minimum: `)]);
    expect((await homeroom.run(['profiles', 'check', 'nowhere.json'])).err).toMatch(/nowhere\.json cannot be read/);
  });
});

describe('What is printed', () => {
  it('is the same in every format', async () => {
    await homeroom.ok('import', 'events', await fileOf('records.ndjson', community(slipping)), '--district', 'lincoln');
    const json = JSON.parse(await homeroom.ok('status', '--format', 'json')) as unknown[];
    expect(json).toEqual(await homeroom.rows('status'));
    expect((await homeroom.ok('status', '--format', 'csv')).split('\n').slice(0, 2)).toEqual([
      'studentId,gradeLevel,schoolId,communityId,milestone,status,attendance.value,attendance.threshold,attendance.result,attendance.present,attendance.enrolled',
      'S-1,05,s1,harbor,consistent-attendance,off-track,89.74,90,fail,35,39',
    ]);
    expect(await homeroom.ok('status')).toMatch(/as of 2025-10-31: 2 students\n\nstudentId +grade.*\nS-1 +05 +s1 +harbor .* off-track/);
    expect(JSON.parse(await homeroom.ok('alerts', '--state', 'closed', '--format', 'json'))).toEqual([]);
  });

  it('of the settings leaves secrets out', async () => {
    const { out } = await homeroom.run(['config'], { environment: { HOMEROOM_SECRET: 'correct-horse-battery' } });
    expect(out).toMatch(/HOMEROOM_SECRET +\*{8} /);
    expect(out).not.toContain('correct-horse');
  });
});

describe('A command that is not understood', () => {
  it.each([
    { args: ['statsu'], says: /unknown command 'statsu'\s+\(Did you mean status\?\)/ },
    { args: ['status', '--as-of', '2025-02-30'], says: /--as-of "2025-02-30" is no day: expected one that exists/ },
    { args: ['status', '--known-at', 'yesterday'], says: /--known-at "yesterday" is no moment: expected RFC 3339/ },
    { args: ['status', '--profile', 'mine'], says: /--profile "mine" names no rules: expected one of ew-framework/ },
    { args: ['status', '--format', 'xml'], says: /Allowed choices are table, json, ndjson, csv/ },
    { args: ['alerts', '--state', 'gone'], says: /Allowed choices are open, resolved, retracted, closed/ },
    { args: ['import', 'events', '--district', 'x'], says: /missing required argument 'file'/ },
    { args: ['import', 'events', 'x.ndjson'], says: /required option '--district <id>' not specified/ },
    { args: ['import', 'edfi-xml', 'x', '--district', 'x', '--time', 'noon'], says: /--time "noon" is no moment/ },
    { args: ['simulate', '--students', 'many'], says: /Expected a whole number/ },
    { args: ['simulate', '--students', '0'], says: /--students is 0: expected a whole number from 1/ },
    { args: ['topics', 'ensure'], says: /KAFKA_BROKERS is not set/ },
    { args: ['topics', 'ensure', '--partitions', '0'], says: /--partitions is 0: expected a whole number from 1/ },
    { args: ['simulate', '--to', 'kafka'], says: /KAFKA_BROKERS is not set/ },
    { args: ['directory'], says: /Usage: homeroom directory/ },
  ])('$args ends with 2 and says what is expected', async ({ args, says }) => {
    const { code, out, err } = await homeroom.run(args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(says);
    expect(err).not.toMatch(/\n +at /);
  });

  it('names a broken setting', async () => {
    const { code, err } = await homeroom.run(['config'], { environment: { PORT: 'eighty' } });
    expect([code, err]).toEqual([2, expect.stringMatching(/PORT: found "eighty", expected/)]);
  });
});

describe('A command that fails', () => {
  it('says what to do where there is nothing to show', async () => {
    expect(await homeroom.run(['status'])).toMatchObject({ code: 1, err: expect.stringMatching(/data folder .* does not exist: /) });
    await mkdir(homeroom.data);
    expect(await homeroom.run(['status'])).toMatchObject({ code: 1, err: expect.stringMatching(/holds no records yet: bring some in/) });
  });

  it('says so where the data folder is a file, and shows a stack only for debugging', async () => {
    await writeFile(homeroom.data, 'x');
    const [quiet, loud] = [await homeroom.run(['alerts']), await homeroom.run(['alerts'], { environment: { LOG_LEVEL: 'debug' } })];
    expect([quiet.code, quiet.err.split('\n').length]).toEqual([1, 2]);
    expect(loud.err).toMatch(/\n +at /);
  });

  it('names a folder of XML that is missing', async () => {
    const { code, err } = await homeroom.run(['import', 'edfi-xml', join(homeroom.folder, 'none'), '--district', 'lincoln']);
    expect([code, err]).toEqual([1, expect.stringMatching(/folder .*none does not exist/)]);
  });
});

describe('Help', () => {
  it.each([[], ['import'], ['import', 'events'], ['status'], ['alerts'], ['dead-letters', 'retry'], ['profiles', 'adopt'], ['verify']])(
    'of homeroom %s %s has examples',
    async (...command) => {
      const { code, out } = await homeroom.run([...command, '--help']);
      expect([code, out]).toEqual([0, expect.stringMatching(/Examples:\n +\$ homeroom /)]);
    },
  );

  it('is given with the version', async () => {
    expect((await homeroom.run(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
