import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { attendance, enrolment, interchange } from '#libs/testing';
import { Homeroom } from './homeroom.js';

/** The tests of this file are one story: each goes on where the one before ended. */
describe('An Ed-Fi interchange whose district has words of its own', () => {
  let homeroom: Homeroom;
  let folder: string;
  beforeAll(async () => {
    homeroom = await Homeroom.start('2012-01-10T15:00:00Z');
    folder = join(homeroom.folder, 'interchange');
    await mkdir(folder);
    const days = [attendance({ date: '2011-09-06' }), attendance({ date: '2011-09-07', category: 'Field Trip' })];
    await writeFile(join(folder, 'interchange.xml'), interchange(enrolment(), ...days));
  });
  afterAll(() => homeroom.end());

  const imported = async (...more: string[]): Promise<unknown> => {
    const { out } = await homeroom.run(['import', 'edfi-xml', folder, '--district', 'test', '--format', 'ndjson', ...more]);
    const rows = out.split('\n').filter((row) => row !== '');
    return rows.map((row) => JSON.parse(row) as { record: string }).find(({ record }) => record === 'attendance-recorded');
  };
  const mapping = async (text: string): Promise<string> => {
    const file = join(homeroom.folder, 'lincoln.json');
    await writeFile(file, text);
    return file;
  };

  it('is told which value is not mapped and where it would be', async () => {
    expect(await imported()).toMatchObject({ read: 2, appended: 1, deadLettered: 1 });
    expect(await homeroom.ok('dead-letters', 'list')).toMatch(/"Field Trip" is not mapped: add it to attendance in a file for --mapping/);
  });

  it('is told what is wrong with its mapping, line by line, before anything is read', async () => {
    const file = await mapping('{\n  "attendance": { "categories": [{ "category": "Field Trip", "status": "away" }] }\n}');
    const { code, out, err } = await homeroom.run(['import', 'edfi-xml', folder, '--district', 'test', '--mapping', file]);
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/lincoln\.json is no mapping of Ed-Fi values:\n {2}line 2, attendance\.categories\[0\]\.status: /);
    const missing = await homeroom.run(['import', 'edfi-xml', folder, '--district', 'test', '--mapping', 'nowhere.json']);
    expect([missing.code, missing.err]).toEqual([1, expect.stringMatching(/nowhere\.json cannot be read .*: check the path/)]);
  });

  it('is read by it, as the documentation shows', async () => {
    homeroom.clock.set('2012-01-11T15:00:00Z');
    const [, example = ''] = /^```json\n([^`]*)^```$/m.exec(await readFile(resolve('docs/edfi-xml.md'), 'utf8')) ?? [];
    expect(await imported('--mapping', await mapping(example))).toMatchObject({ read: 2, appended: 1, unchanged: 1, deadLettered: 0 });
    expect(await homeroom.ok('dead-letters', 'list', '--state', 'waiting')).not.toMatch(/Field Trip/);
  });
});
