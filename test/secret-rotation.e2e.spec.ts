import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { backUp, openStores, restore, rotateSecret } from '#libs/stores';
import { Homeroom } from './homeroom.js';

const NEW_SECRET = 'a new secret, as long as it should be';

describe('homeroom secret rotate', () => {
  let homeroom: Homeroom;
  let state: string;

  beforeEach(async () => {
    homeroom = await Homeroom.start();
    await homeroom.ok('simulate', '--students', '12', '--days', '10');
    state = await homeroom.ok('verify');
  });
  afterEach(() => homeroom.end());

  const secretFile = (name = 'secret', data = homeroom.data): Promise<string> => readFile(join(data, name), 'utf8');
  const settings = () => ({ HOMEROOM_DATA_DIR: homeroom.data });

  it('puts another secret in the place of the one of the data folder, and everybody is who they were', async () => {
    const before = await secretFile();
    expect(await homeroom.ok('secret', 'rotate')).toMatch(/^The secret of the data folder was rotated\./);
    expect(await secretFile()).not.toBe(before);
    expect(existsSync(join(homeroom.data, 'secret.next'))).toBe(false);
    expect(await homeroom.ok('verify')).toBe(state);
    await writeFile(join(homeroom.data, 'secret'), before);
    expect(await homeroom.run(['verify'])).toMatchObject({ code: 1, err: expect.stringMatching(/opens with another secret/) });
  });

  it('takes the new secret from a file or from what is piped in, and refuses a short one', async () => {
    expect(await homeroom.run(['secret', 'rotate', '--from', '-'], { input: `${NEW_SECRET}\n` })).toMatchObject({ code: 0 });
    expect((await secretFile()).trim()).toBe(NEW_SECRET);
    const short = await homeroom.run(['secret', 'rotate', '--from', '-'], { input: 'short' });
    expect(short).toMatchObject({ code: 1, err: expect.stringMatching(/has 5 characters: give at least 16/) });
    expect(await homeroom.ok('verify')).toBe(state);
  });

  it('goes on with a secret of the environment, which is then the new one', async () => {
    const old = { HOMEROOM_SECRET: (await secretFile()).trim() };
    const without = await homeroom.run(['secret', 'rotate'], { environment: old });
    expect(without).toMatchObject({ code: 1, err: expect.stringMatching(/HOMEROOM_SECRET is set.*--from/) });
    const rotated = await homeroom.run(['secret', 'rotate', '--from', '-'], { input: NEW_SECRET, environment: old });
    expect(rotated).toMatchObject({ code: 0, out: expect.stringMatching(/set HOMEROOM_SECRET to it now/) });
    expect(await homeroom.run(['verify'], { environment: old })).toMatchObject({
      code: 1,
      err: expect.stringMatching(/set HOMEROOM_SECRET/),
    });
    expect(await homeroom.run(['verify'], { environment: { HOMEROOM_SECRET: NEW_SECRET } })).toMatchObject({ code: 0, out: state });
  });

  it.each(['kept', 'rotated'])('that dies when the secret is %s leaves a folder that opens, and is ended by the next one', async (step) => {
    const stores = await openStores(settings());
    const failPoint = (name: string): void => {
      if (name === step) throw new Error('killed');
    };
    await expect(rotateSecret(stores, {}, { secret: null, failPoint })).rejects.toThrow('killed');
    await stores.close();
    const next = await secretFile('secret.next');
    const copy = join(homeroom.folder, 'copy');
    await backUp(settings(), copy);
    expect(await homeroom.ok('verify')).toBe(state);
    if (step === 'kept') await homeroom.ok('secret', 'rotate');
    expect([await secretFile(), existsSync(join(homeroom.data, 'secret.next'))]).toEqual([next, false]);
    expect(await homeroom.ok('verify')).toBe(state);
    const restored = { HOMEROOM_DATA_DIR: join(homeroom.folder, 'restored') };
    await restore(restored, copy);
    expect(await homeroom.run(['verify'], { environment: restored })).toMatchObject({ code: 0, out: state });
  });

  it('does not trouble who works meanwhile', async () => {
    const working = await openStores(settings());
    const [before] = (await working.directory.keysFor('d1', 'student', ['s1'])).values();
    await homeroom.ok('secret', 'rotate');
    const [met] = (await working.directory.keysFor('d1', 'student', ['s2'])).values();
    await working.close();
    const later = await openStores(settings());
    expect([...(await later.directory.findKeys('d1', 'student', ['s1', 's2'])).values()]).toEqual([before, met]);
    await later.close();
  });
});
