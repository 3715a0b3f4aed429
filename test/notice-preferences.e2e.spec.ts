import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Homeroom } from './homeroom.js';
import { community } from './native-events.js';

let homeroom: Homeroom;
beforeAll(async () => {
  homeroom = await Homeroom.start();
  const path = join(homeroom.folder, 'records.ndjson');
  await writeFile(path, `${community({ 'S-1': 'pp' }).join('\n')}\n`);
  await homeroom.ok('import', 'events', path, '--district', 'lincoln');
});
afterAll(() => homeroom.end());

const preferences = (...options: string[]) => homeroom.run(['notices', 'preferences', '--staff', 'T-1', ...options]);

it('How somebody is told is shown, set, and set again as a whole', async () => {
  expect((await preferences()).out).toBe(
    'Digest: as the district has it\nDigests by e-mail: yes\nInterruptions a day: as the district has it\n' +
      'Quiet hours besides those of the district: none\n',
  );
  await preferences('--digest-hour', '8', '--quiet', '17-8', '--budget', '3', '--by', 'A. Rivera');
  expect((await preferences()).out).toBe(
    'Digest: at 8\nDigests by e-mail: yes\nInterruptions a day: at most 3\nQuiet hours besides those of the district: 17-8\nSet by: A. Rivera\n',
  );
  expect((await preferences('--digest-hour', '8', '--quiet', '17-8', '--budget', '3')).out).toMatch(/Nothing has changed/);
  expect((await preferences('--budget', '0')).out).toMatch(/Digest: as the district has it\n.*\nInterruptions a day: at most 0/);
  expect((await preferences('--mailed-digests', 'off')).out).toContain('Digests by e-mail: no, in the inbox only\n');
});

it.each([
  [['--digest-hour', '24'], /hour of the digest is 24: expected a whole number from 0 to 23/],
  [['--quiet', 'evening'], /--quiet "evening" is no span of hours/],
  [['--quiet', '17-8', '--digest-hour', '20'], /digest at 20 lies in the quiet hours 17-8/],
  [['--budget', '-1'], /budget is -1/],
  [['--by', 'A. Rivera'], /--by says who sets something/],
])('What cannot be is refused: %j', async (options, told) => {
  expect(await preferences(...options)).toMatchObject({ code: 2, err: expect.stringMatching(told) });
});
