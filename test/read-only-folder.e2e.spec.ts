import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { chmod, cp, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Homeroom } from './homeroom.js';
import { line } from './native-events.js';

/** Rights mean nothing to root: there the programs are run by another user, who has none. */
const NOBODY = 65_534;
const other = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
const version = spawnSync(process.execPath, [resolve('scripts/homeroom.mjs'), '--version'], other);
if (version.status !== 0) console.log('skipped: another user than root may not run the program here, and root may write everything');

(version.status === 0 ? describe : describe.skip)('A data folder that may not be written', () => {
  let homeroom: Homeroom;
  let folder: string;
  beforeAll(async () => {
    homeroom = await Homeroom.start();
    const records = line('community-defined', 'c1', { communityId: 'c1', schoolId: 's1', schoolYear: 2026, name: 'Chestnut House' });
    const { code } = await homeroom.run(['import', 'events', '-', '--district', 'lincoln'], { input: `${records}\n` });
    expect(code).toBe(0);
    folder = join(homeroom.folder, 'read-only');
    await cp(homeroom.data, folder, { recursive: true });
    for (const file of await readdir(folder)) await chmod(join(folder, file), 0o444);
    await chmod(folder, 0o555);
    await chmod(homeroom.folder, 0o755);
  });
  afterAll(async () => {
    await chmod(folder, 0o755);
    await homeroom.end();
  });

  const told = (): string =>
    `The data folder ${folder} cannot be written: give this user the right to write it, or set HOMEROOM_DATA_DIR to another folder.\n`;
  const started = (program: string, ...args: string[]): { status: number | null; stderr: string } => {
    const env = { ...process.env, NODE_OPTIONS: '', HOMEROOM_DATA_DIR: folder, PORT: '0' };
    return spawnSync(process.execPath, [resolve(program), ...args], { ...other, env, cwd: folder, encoding: 'utf8', timeout: 60_000 });
  };

  it.each(['status', 'verify'])('ends %s with what to do', (command) => {
    expect(started('scripts/homeroom.mjs', command)).toMatchObject({ status: 1, stderr: `homeroom: ${told()}` });
  });

  it('ends a start with what to do, and is left as it was', async () => {
    expect(started('dist/apps/standalone/main.js')).toMatchObject({ status: 1, stderr: told() });
    expect((await readdir(folder)).sort()).toEqual(['directory.sqlite', 'log.sqlite', 'models.sqlite', 'secret']);
  });
});
