import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Homeroom } from './homeroom.js';
import { community } from './native-events.js';

let homeroom: Homeroom;

beforeEach(async () => {
  homeroom = await Homeroom.start();
  const path = join(homeroom.folder, 'records.ndjson');
  await writeFile(path, `${community({ 'S-1': `${'p'.repeat(35)}aaaa` }).join('\n')}\n`);
  await homeroom.ok('import', 'events', path, '--district', 'lincoln');
});
afterEach(() => homeroom.end());

const adopt = (triggers: string, ...whose: string[]): string[] => [
  'triggers',
  'adopt',
  '--triggers',
  triggers,
  ...whose,
  '--by',
  'A. Rivera',
  '--reason',
  'Tried in spring',
];

describe('Triggers', () => {
  it('are listed and shown in plain words', async () => {
    expect(await homeroom.rows('triggers', 'list')).toMatchObject([
      { name: 'off-track', default: true },
      { name: 'staged-response', default: false },
    ]);
    expect(await homeroom.ok('triggers', 'show', 'staged-response')).toMatch(
      /from 5: counselor, lead, then the usual line. Meet with the family./,
    );
  });

  it('are adopted by named people; alerts of rules that are no more are closed', async () => {
    const set = JSON.parse(await homeroom.ok('triggers', 'show', 'staged-response', '--format', 'json')) as {
      triggers: { name: string }[];
    };
    const ours = join(homeroom.folder, 'ours.json');
    const triggers = set.triggers.filter(({ name }) => name !== 'off-track');
    await writeFile(ours, JSON.stringify({ ...set, name: 'ours', triggers }));
    expect(await homeroom.ok('triggers', 'check', ours)).toMatch(/^Staged response \(ours, version 1\)/);
    expect(await homeroom.ok(...adopt(ours, '--community', 'harbor'))).toBe('ours version 1 is in force for community harbor.\n');
    expect(await homeroom.ok(...adopt('off-track', '--district', 'lincoln'))).toBe(
      'off-track version 1 is in force for district lincoln.\n',
    );
    expect(await homeroom.rows('alerts')).toMatchObject([{ rule: 'off-track', state: 'closed', ended: 'rule-changed' }]);
    expect(await homeroom.ok('verify')).toMatch(/^models ok/);
  });

  it('that cannot be used are refused with what is wrong and where', async () => {
    const bad = join(homeroom.folder, 'bad.json');
    await writeFile(bad, '{\n  "name": "X Y"\n}');
    expect(await homeroom.run(['triggers', 'check', bad])).toMatchObject({
      code: 1,
      err: expect.stringMatching(/line 2, name: expected lower-case/),
    });
    expect(await homeroom.run(adopt('nothing', '--district', 'lincoln'))).toMatchObject({
      code: 2,
      err: expect.stringMatching(/no trigger set "nothing"/),
    });
    expect(await homeroom.run(adopt('off-track'))).toMatchObject({
      code: 2,
      err: expect.stringMatching(/--community or --district is needed/),
    });
    expect(await homeroom.run(adopt('off-track', '--community', 'x'))).toMatchObject({
      code: 2,
      err: expect.stringMatching(/found harbor/),
    });
  });
});
