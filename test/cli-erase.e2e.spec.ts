import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Homeroom } from './homeroom.js';
import { attended, community, line } from './native-events.js';

let homeroom: Homeroom;
beforeEach(async () => void (homeroom = await Homeroom.start()));
afterEach(() => homeroom.end());

const ID = 'STU-90210-é';
const name = { givenName: 'Quillon', familyName: 'Vandersloot' };

/** Records of the student, ones that say more than a fact keeps, and ones that are refused. */
const records = [
  ...community({ 'S-2': 'p'.repeat(34), [ID]: `${'p'.repeat(30)}aaaa` }),
  line('student-profile', ID, { studentId: ID, ...name, attributes: { language: 'Frisian' } }, { time: '2025-09-02T08:00:00Z' }),
  line(
    'behavior-recorded',
    ID,
    {
      studentId: ID,
      schoolId: 's1',
      schoolYear: 2026,
      incidentId: 'i-1',
      date: '2025-09-10',
      category: 'other',
      actions: [{ kind: 'removal' }],
      narrative: `${name.givenName} left the room`,
    },
    { time: '2025-09-10T15:00:00Z' },
  ),
  line('staff-assigned', 'T-2', { staffId: 'T-2', role: 'advocate', studentId: ID, from: '2025-08-01' }),
  attended(ID, '2019-10-21', 'p'),
  `{"broken": "about ${ID}"`,
];

/** Files of the data folder in whose bytes one of the texts stands. */
async function filesWith(...texts: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const file of await readdir(homeroom.data, { recursive: true })) {
    const bytes = await readFile(join(homeroom.data, file));
    if (texts.some((text) => bytes.includes(text))) found.push(file);
  }
  return found.sort();
}

describe('Erasing a student', () => {
  beforeEach(async () => {
    const path = join(homeroom.folder, 'records.ndjson');
    await writeFile(path, records.join('\n'));
    await homeroom.ok('import', 'events', path, '--district', 'lincoln');
  });

  const traces = ['STU-90210', ...Object.values(name), 'Frisian', 'left the room'];

  it('leaves no trace of id or name in any file of the data folder, and says what was removed', async () => {
    expect(await filesWith(...traces)).toEqual(['directory.sqlite']);
    const said = await homeroom.ok('directory', 'erase', '--student', ID);
    expect(said).toMatch(/^Removed: the id, the name .* and 2 refused records\.\nThe history stays and is shown as erased:[\da-f]{8}\./);
    expect(await filesWith(...traces)).toEqual([]);
  });

  it('keeps the history under a key that belongs to nobody: statuses, alerts and every fold stay', async () => {
    const before = await homeroom.rows<{ studentId: string }>('status');
    await homeroom.ok('directory', 'erase', '--student', ID);
    const after = await homeroom.rows<{ studentId: string }>('status');
    const anonymous = expect.stringMatching(/^erased:[\da-f]{8}$/);
    expect(after).toEqual(expect.arrayContaining(before.map((row) => (row.studentId === ID ? { ...row, studentId: anonymous } : row))));
    expect(await homeroom.rows('status', '--as-of', '2025-10-15')).toHaveLength(2);
    expect(await homeroom.rows('alerts')).toMatchObject([{ studentId: anonymous, route: { role: 'advocate', staff: ['T-2'] } }]);
    expect(await homeroom.ok('verify')).toMatch(/^models ok/);
  });

  it('is refused for somebody who is not known', async () => {
    expect(await homeroom.run(['directory', 'erase', '--student', 'S-3'])).toMatchObject({
      code: 2,
      err: 'homeroom: --student "S-3" is not known in district "lincoln": check the id.\n',
    });
  });
});
